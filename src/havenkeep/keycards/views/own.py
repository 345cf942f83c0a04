"""Coming in with a card: showing it, choosing or typing the PIN, and being done."""

from __future__ import annotations

from typing import cast

from allauth.core.ratelimit import respond_429
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.limits import take
from havenkeep.keycards.actions import PinTaken, choose_pin, remember_card, try_pin
from havenkeep.keycards.device import Device, device_of, keep, new_device
from havenkeep.keycards.domain.refusals import Refusal, RefusalRow
from havenkeep.keycards.domain.tries import Outcome
from havenkeep.keycards.entering import enter
from havenkeep.keycards.forms import ChoosePinForm, CodeForm, PinForm
from havenkeep.keycards.landing import landing, own_start, remember_way
from havenkeep.keycards.models import KeyCard, SharedTablet
from havenkeep.keycards.pages.own import UNKNOWN, DonePage, PinPage, RefusedPage, StartPage, sentence_of
from havenkeep.keycards.queries import (
    card_kept_on,
    card_with,
    card_with_code,
    stands_for,
    tablet_with,
    why_not,
)
from havenkeep.keycards.sitting import OwnSitting
from havenkeep.organisations.domain.tokens import digest_of

HELD = "key_card"
BACK_AFTER = 20  # seconds that a shared tablet says good-bye


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("code")
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a card, or for the code on it. A phone that stands for its owner's card goes on to the PIN."""
    now = timezone.now()
    remember_way(request.session, request.GET.get("next", ""), at=now)
    if OwnSitting.of(request.session) is not None:
        return redirect(landing(request.session, person="", at=now))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _by_code(request, form)
    device = device_of(request)
    tablet = tablet_with(device.digest) if device else None
    if not form.is_bound and tablet is None and device is not None and "other" not in request.GET:
        kept = card_kept_on(device.digest)
        if kept is not None:
            return _hold(request, kept)
    return _start_again(request, form, tablet)


@require_safe
@never_cache
@login_not_required
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address. Showing a card ends the sitting of whoever came by one before."""
    found = card_with(digest_of(token))
    if found is None:
        if take(request, "card") is None:
            return cast(HttpResponse, respond_429(request))
        return _without_token(_refused(request, UNKNOWN, status=410))
    if OwnSitting.of(request.session) is not None:
        logout(request)
    return _without_token(_hold(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("pin", "again")
@login_not_required
def pin(request: HttpRequest) -> HttpResponse:
    """Ask for the PIN of the card that was shown; for a new one first."""
    held = card_with(request.session.get(HELD, ""))
    if held is None:
        return redirect("keycards:start")
    known = device_of(request)
    device = known or new_device(request)
    refusal = _refusal_of(held) or why_not(held.person, at=timezone.now())
    if refusal is not None:
        del request.session[HELD]
        response = _refused(request, RefusedPage.of(refusal).row, status=403)
    else:
        ask = _try if held.pin_secret else _choose
        response = ask(request, held, device)
    return response if known else keep(response, device)


@require_safe
@never_cache
@login_not_required
def done(request: HttpRequest) -> HttpResponse:
    """Say that a lesson is done. On a shared tablet nobody is signed in then, and the next one may come."""
    sitting, device = OwnSitting.of(request.session), device_of(request)
    shared = tablet_with(device.digest) is not None if device else False
    if sitting is not None and sitting.tablet is not None:
        logout(request)
        sitting, shared = None, True
    page = DonePage(shared=shared, signed_in=sitting is not None, on=own_start())
    response = render(request, "keycards/done.jinja", {"page": page})
    if shared:
        response["Refresh"] = f"{BACK_AFTER}; url={resolve_url('keycards:start')}"
    return response


def _by_code(request: HttpRequest, form: CodeForm) -> HttpResponse:
    used = take(request, "card")
    if used is None:
        return cast(HttpResponse, respond_429(request))
    found = card_with_code(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", "No card here has this code. Check each letter and digit")
        return _start_again(request, form, None)
    used.rollback()  # only wrong codes count, so that a whole home behind one address may come in
    return _hold(request, found)


def _start_again(request: HttpRequest, form: CodeForm, tablet: SharedTablet | None) -> HttpResponse:
    page = StartPage.of(tablet, wanted=request.GET.get("next", ""))
    status = 422 if form.is_bound else 200
    return render(request, "keycards/start.jinja", {"page": page, "form": form}, status=status)


def _choose(request: HttpRequest, held: KeyCard, device: Device) -> HttpResponse:
    tablet = tablet_with(device.digest)
    form = ChoosePinForm(request.POST if request.method == "POST" else None, shared=tablet is not None)
    if form.is_valid():
        now = timezone.now()
        try:
            choose_pin(card=held, pin=form.cleaned_data["pin"], device=device, at=now)
        except PinTaken:
            return redirect("keycards:pin")
        return _enter(request, held, device, tablet, form)
    return _ask(request, held, form, first=True)


def _try(request: HttpRequest, held: KeyCard, device: Device) -> HttpResponse:
    tablet = tablet_with(device.digest)
    form = PinForm(request.POST if request.method == "POST" else None, shared=tablet is not None)
    if stands_for(held, device.digest):
        form.fields.pop("remember", None)
    if form.is_valid():
        tried = try_pin(card=held, pin=form.cleaned_data["pin"], device=device, at=timezone.now())
        if tried.outcome is Outcome.RIGHT:
            return _enter(request, held, device, tablet, form)
        if tried.outcome in {Outcome.LOCKED, Outcome.OVER}:
            return redirect("keycards:pin")
        form.add_error("pin", sentence_of(tried))
    return _ask(request, held, form, first=False)


def _enter(
    request: HttpRequest, held: KeyCard, device: Device, tablet: SharedTablet | None, form: PinForm
) -> HttpResponse:
    del request.session[HELD]
    if form.cleaned_data.get("remember"):
        remember_card(card=held, device=device)
    return enter(request, person=held.person, card=held, tablet=tablet, at=timezone.now())


def _ask(request: HttpRequest, held: KeyCard, form: PinForm, *, first: bool) -> HttpResponse:
    page = PinPage(name=held.person.name, provider=held.person.provider.name, first=first)
    status = 422 if form.is_bound else 200
    return render(request, "keycards/pin.jinja", {"page": page, "form": form}, status=status)


def _refusal_of(held: KeyCard) -> Refusal | None:
    if held.ended_at is not None:
        return Refusal.OVER
    return Refusal.LOCKED if held.locked_at is not None else None


def _hold(request: HttpRequest, found: KeyCard) -> HttpResponse:
    request.session[HELD] = found.token_digest
    return redirect("keycards:pin")


def _refused(request: HttpRequest, row: RefusalRow, *, status: int) -> HttpResponse:
    return render(request, "keycards/refused.jinja", {"page": RefusedPage(row=row)}, status=status)


def _without_token(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
