"""The gate before every page of somebody who came by a card or a link: are they still here, and allowed?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.utils import timezone

from havenkeep.identity.domain.guard import Presence, presence
from havenkeep.identity.limits import COOKIE as PASSWORDS
from havenkeep.identity.models import User
from havenkeep.identity.sessions.actions import see
from havenkeep.identity.sessions.session import Mark
from havenkeep.keycards.device import COOKIE as CARDS
from havenkeep.keycards.landing import card_start, is_own_page
from havenkeep.keycards.queries import is_open
from havenkeep.keycards.sitting import OwnSitting
from havenkeep.keycards.speaking import voice

View = Callable[[HttpRequest], HttpResponse]
TOUCHED_EVERY: Final = timedelta(seconds=15)  # on a tablet, where three minutes are all there is
# How one signs in with a password is not for somebody who did not.
OF_PASSWORDS: Final = ("account_", "mfa_", "identity_", "openid_connect_", "socialaccount_")
OPEN_TO_ALL: Final = {"account_logout", "account_login"}
NOT_HERE = "You signed in without a password, so there is none to change. Ask your manager for a new card."
# More access than one's own page needs a password, and this account has none.
SIGN_OUT_FIRST = "Sign out first, then open the invitation again. It needs an account with a password."


class OwnSittings:
    """Ask with each page whether the sitting may go on. A shared tablet goes back to its start by itself."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sitting: OwnSitting | None = getattr(request, "own_sitting", None)
        if _leads_to_passwords(response) and (sitting is not None or _is_for_cards(request, response)):
            shared = sitting is not None and sitting.tablet is not None
            return redirect("keycards:done" if shared else card_start(_wanted(response)))
        if sitting is None or not request.user.is_authenticated:
            return response
        if sitting.tablet is not None and response.headers.get("Content-Type", "").startswith("text/html"):
            # A header and not a script: it also works where scripts do not.
            response["Refresh"] = (
                f"{int(sitting.idle(_page(request)).total_seconds()) + 5}; url={resolve_url('keycards:done')}"
            )
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Raise PermissionDenied for pages about passwords; lead away who may not go on."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        sitting, mark = OwnSitting.of(request.session), Mark.of(request.session)
        if sitting is None or mark is None:
            return None
        request.own_sitting = sitting  # type: ignore[attr-defined]  # read above, once there is an answer
        return _due(request, sitting, mark, at=timezone.now())


def _due(request: HttpRequest, sitting: OwnSitting, mark: Mark, *, at: datetime) -> HttpResponse | None:
    name, words = _page(request), voice(request, sitting.language).words
    state = presence(since=mark.since, seen=mark.seen, now=at, idle=sitting.idle(name))
    if state is not Presence.HERE:
        return _over(request, sitting, words.away, lang=words.lang)
    if not is_open(sitting, user=cast(User, request.user), at=at):
        return _over(request, sitting, words.shut, lang=words.lang)
    if name == "invitation":
        raise PermissionDenied(SIGN_OUT_FIRST)
    if name.startswith(OF_PASSWORDS) and name not in OPEN_TO_ALL:
        raise PermissionDenied(NOT_HERE)
    if sitting.tablet is not None and at - mark.seen >= TOUCHED_EVERY:
        see(request.session, mark, at=at)
    return None


def _page(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _over(request: HttpRequest, sitting: OwnSitting, sentence: str, *, lang: str) -> HttpResponse:
    logout(request)
    if sitting.tablet is not None:
        return redirect("keycards:done")
    messages.info(request, sentence, extra_tags=lang)
    return redirect(card_start(request.path if request.method == "GET" else ""))


def _leads_to_passwords(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL))


def _wanted(response: HttpResponse) -> str:
    """Return where the page about passwords would have led on to."""
    asked = QueryDict(urlsplit(response["Location"]).query)
    return asked.get(REDIRECT_FIELD_NAME) or ""


def _is_for_cards(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether a card is the likelier way in: nobody ever signed in to this browser with a password, and a
    card was shown in it, or it is one's own page or a talk that is wanted."""
    return PASSWORDS not in request.COOKIES and (CARDS in request.COOKIES or is_own_page(_wanted(response)))
