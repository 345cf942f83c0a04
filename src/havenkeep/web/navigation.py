"""What stands around every page: the service's name, its links, and who is signed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from havenkeep.design.chrome import Chrome, NavLink, Notice, Tone
from havenkeep.design.wording import say_date
from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.roles import Permission
from havenkeep.identity.sessions.session import guard_of
from havenkeep.organisations.access import Granted
from havenkeep.organisations.models import Home, Provider
from havenkeep.web.setup.key import has_key

_HOME_LINKS = (
    ("web:home", "This week", "house", Permission.HOME_VIEW),
    ("assessment:overview", "Assessment", "clipboard-check", Permission.ASSESSMENT_VIEW),
    ("evidence:proofs", "Proof", "file-check", Permission.ASSESSMENT_VIEW),
    ("people:staff", "Staff", "id-card", Permission.STAFF_VIEW),
    ("training:training", "Training", "graduation-cap", Permission.STAFF_VIEW),
    ("web:registers", "Registers", "book-open", Permission.HOME_VIEW),
    ("reports:book", "Answer book", "printer", Permission.BOOK_DOWNLOAD),
    ("organisations:people", "People with access", "users", Permission.PEOPLE_VIEW),
    ("web:history", "History", "history", Permission.HISTORY_VIEW),
)
# Pages that the link of another page leads to, though they do not stand under its address.
_ALSO = {"people:staff": ("joining:joining", "keycards:cards")}


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give templates `chrome`. Asks the database nothing that the view has not asked."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"chrome": Chrome(notices=tuple(_notices(request)))}
    home: Home | None = getattr(request, "home", None)
    provider: Provider | None = getattr(request, "provider", None)
    granted: Granted | None = getattr(request, "granted", None)
    name, href = "", ""
    links: tuple[NavLink, ...] = ()
    if home is not None and granted is not None:
        name, href = home.name, reverse("web:home", args=[home.ref])
        links = _links(request, home, granted)
    elif provider is not None:
        name, href = provider.name, reverse("web:provider", args=[provider.ref])
    owner = home.provider if home is not None else provider
    notices = _notices(request)
    if owner is not None and owner.is_sample:
        notices.append(_of_the_sample(request))
    if granted is not None and granted.last_day is not None:
        reads = granted.may_only_read
        text = "You are reading here until" if reads else "Your access here ends after"
        notices.append(Notice(text=f"{text} {say_date(granted.last_day)}.", tone=Tone.SOON))
    own = guard_of(request.session) is Guard.OWN
    return {
        "chrome": Chrome(
            place_name=name,
            place_href=href,
            links=links,
            account_name=user.name,
            account_href="" if own else reverse("identity_account"),
            sign_out_href=reverse("account_logout"),
            switch_href="" if own else reverse("web:services"),
            notices=tuple(notices),
        )
    }


def _notices(request: HttpRequest) -> list[Notice]:
    return [
        Notice(
            text=str(message),
            tone=Tone.HARM if message.level >= messages.ERROR else Tone.CALM,
            lang=message.extra_tags or "",
        )
        for message in messages.get_messages(request)
    ]


def _of_the_sample(request: HttpRequest) -> Notice:
    text = "This is a made-up sample. Change what you like."
    if not has_key(request):
        return Notice(text=text)
    return Notice(text=text, link_text="Set up my service", href=reverse("web:welcome"))


def _links(request: HttpRequest, home: Home, granted: Granted) -> tuple[NavLink, ...]:
    found = []
    for name, text, icon, permission in _HOME_LINKS:
        if granted.may(permission):
            href = reverse(name, args=[home.ref])
            here = (href, *(reverse(other, args=[home.ref]) for other in _ALSO.get(name, ())))
            current = request.path == href if name == "web:home" else request.path.startswith(here)
            found.append(NavLink(text=text, href=href, icon=icon, current=current))
    return tuple(found)
