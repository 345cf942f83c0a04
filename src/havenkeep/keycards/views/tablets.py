"""Shared tablets: naming one, setting it up on the tablet itself, and taking it back."""

from __future__ import annotations

from typing import cast

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.audit.domain.actor import Actor, ActorKind
from havenkeep.identity.limits import COOKIE as PASSWORDS
from havenkeep.identity.limits import take
from havenkeep.identity.roles import Permission
from havenkeep.identity.sessions.session import origin
from havenkeep.keycards.actions import TabletLinkSpent, end_tablet, enrol_tablet, make_tablet
from havenkeep.keycards.addresses import only_here, tablet_address
from havenkeep.keycards.device import device_of, keep, new_device
from havenkeep.keycards.domain.words import card_words
from havenkeep.keycards.forms import TabletForm
from havenkeep.keycards.models import SharedTablet
from havenkeep.keycards.pages.manage import TabletLinkPage, TabletsPage
from havenkeep.keycards.pages.own import TABLET_GONE, RefusedPage
from havenkeep.keycards.queries import tablet_waiting
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.organisations.domain.tokens import digest_of
from havenkeep.people.domain.languages import ENGLISH

HELD = "tablet_link"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@home_page(Permission.PEOPLE_MANAGE)
def tablets(request: HomeRequest) -> HttpResponse:
    """List the shared tablets; a post names one more, and shows its link once."""
    form = TabletForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        label = form.cleaned_data["label"]
        token = make_tablet(home=request.home, label=label, by=actor(request), at=timezone.now())
        shown = TabletLinkPage.of(
            request.home, label=label, link=tablet_address(request, token), only_here=only_here(request)
        )
        return render(request, "keycards/tablet_link.jinja", {"page": shown})
    live = tuple(request.home.shared_tablets.live().order_by("label", "pk"))
    page = TabletsPage(ref=request.home.ref, name=request.home.name, tablets=live)
    status = 422 if form.is_bound else 200
    return render(request, "keycards/tablets.jinja", {"page": page, "form": form}, status=status)


@require_POST
@home_page(Permission.PEOPLE_MANAGE)
def tablet_ending(request: HomeRequest, tablet: int) -> HttpResponse:
    row = get_object_or_404(request.home.shared_tablets.live(), pk=tablet)
    end_tablet(tablet=row, by=actor(request), at=timezone.now())
    messages.success(request, f"“{row.label}” is a shared tablet no more.")
    return redirect("keycards:tablets", ref=request.home.ref)


@require_safe
@never_cache
@login_not_required
def tablet_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address."""
    digest = digest_of(token)
    if tablet_waiting(digest, at=timezone.now()) is None:
        response = (
            cast(HttpResponse, respond_429(request)) if take(request, "card") is None else _gone(request)
        )
    else:
        request.session[HELD] = digest
        response = redirect("keycards:tablet_set_up")
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def tablet_set_up(request: HttpRequest) -> HttpResponse:
    """Make this browser the shared tablet. Whoever is signed in on it is signed out."""
    now = timezone.now()
    row = tablet_waiting(request.session.get(HELD, ""), at=now)
    if row is None:
        request.session.pop(HELD, None)
        return _gone(request)
    if request.method != "POST":
        return render(request, "keycards/tablet_set_up.jinja", {"page": row})
    device = new_device(request)
    try:
        enrol_tablet(tablet=row, device=device, before=device_of(request), by=_who(request, row), at=now)
    except TabletLinkSpent:
        return _gone(request)
    logout(request)
    messages.success(request, f"This is “{row.label}” now.")
    response = keep(redirect("keycards:start"), device)
    response.delete_cookie(PASSWORDS)  # from now on cards are shown here: no colleague's browser any more
    return response


def _who(request: HttpRequest, tablet: SharedTablet) -> Actor:
    if request.user.is_authenticated:
        return actor(request)
    return Actor(
        kind=ActorKind.LINK, id=f"tablet:{tablet.pk}", label="A one-time link", origin=origin(request)
    )


def _gone(request: HttpRequest) -> HttpResponse:
    words = card_words(ENGLISH)
    page = RefusedPage(title=words.gone_title, sentence=TABLET_GONE, words=words)
    return render(request, "keycards/refused.jinja", {"page": page}, status=410)
