"""Coming in with a card: showing it, choosing or typing the PIN, and being done."""

from __future__ import annotations

from typing import cast

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.limits import take
from havenkeep.keycards.actions import PinTaken, choose_pin, remember_card, try_pin
from havenkeep.keycards.device import Device, device_of, keep, new_device
from havenkeep.keycards.domain.refusals import Refusal
from havenkeep.keycards.domain.tries import Outcome
from havenkeep.keycards.domain.words import card_words
from havenkeep.keycards.entering import enter
from havenkeep.keycards.forms import ChoosePinForm, CodeForm, PinForm
from havenkeep.keycards.held import WITHIN, held, hold
from havenkeep.keycards.landing import is_own_page, own_start, remember_way
from havenkeep.keycards.models import KeyCard, SharedTablet
from havenkeep.keycards.pages.own import DonePage, PinPage, RefusedPage, StartPage, sentence_of
from havenkeep.keycards.queries import (
    card_kept_on,
    card_with,
    card_with_code,
    is_known,
    stands_for,
    tablet_with,
    why_not,
)
from havenkeep.keycards.sitting import ON_A_TABLET, OwnSitting
from havenkeep.keycards.speaking import voice
from havenkeep.organisations.domain.tokens import digest_of

HELD = "shown_card"
BACK_AFTER = 20  # seconds that a shared tablet says good-bye


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("code")
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a card, or for the code on it. A phone that stands for its owner's card goes on to the PIN."""
    wanted = request.GET.get("next", "")
    if OwnSitting.of(request.session) is not None:
        return redirect(wanted if is_own_page(wanted) else own_start())
    device = device_of(request)
    tablet = tablet_with(device.digest) if device else None
    if tablet is None:
        remember_way(request.session, wanted, at=timezone.now())
    form = CodeForm(request.POST if request.method == "POST" else None, words=voice(request).words)
    if form.is_valid():
        return _by_code(request, form, tablet)
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
        speaking = voice(request)
        page = RefusedPage.unknown(speaking.words)
        return _without_token(speaking.page(request, "refused", status=410, page=page))
    if OwnSitting.of(request.session) is not None:
        logout(request)
    return _without_token(_hold(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("pin", "again")
@login_not_required
def pin(request: HttpRequest) -> HttpResponse:
    """Ask for the PIN of the card that was shown; for a new one first."""
    now, known = timezone.now(), device_of(request)
    device = known or new_device(request)
    tablet = tablet_with(device.digest) if known else None
    shown = card_with(held(request.session, HELD, at=now, within=ON_A_TABLET if tablet else WITHIN))
    if shown is None:
        request.session.pop(HELD, None)
        return redirect("keycards:start")
    speaking = voice(request, shown.person.language)
    refusal = _refusal_of(shown) or why_not(shown.person, at=now)
    if refusal is not None:
        del request.session[HELD]
        page = RefusedPage.of(refusal, words=speaking.words)
        response = speaking.page(request, "refused", status=403, page=page)
    elif request.method == "POST" and request.POST.get("card") != str(shown.pk):
        messages.error(request, speaking.words.another_card, extra_tags=speaking.words.lang)
        response = redirect("keycards:pin")
    else:
        hold(request.session, HELD, shown.token_digest, at=now)
        ask = _try if shown.pin_secret else _choose
        response = ask(request, shown, device, tablet)
    return response if known else keep(response, device)


@require_safe
@never_cache
@login_not_required
def done(request: HttpRequest) -> HttpResponse:
    """Say that a lesson is done. On a shared tablet nobody is signed in then, and the next one may come."""
    sitting, device = OwnSitting.of(request.session), device_of(request)
    speaking = voice(request, sitting.language if sitting else "")
    shared = tablet_with(device.digest) is not None if device else False
    if sitting is not None and sitting.tablet is not None:
        logout(request)
        sitting, shared = None, True
    page = DonePage(shared=shared, signed_in=sitting is not None, on=own_start(), words=speaking.words)
    response = speaking.page(request, "done", page=page)
    if shared:
        response["Refresh"] = f"{BACK_AFTER}; url={resolve_url('keycards:start')}"
    return response


def _by_code(request: HttpRequest, form: CodeForm, tablet: SharedTablet | None) -> HttpResponse:
    device = device_of(request)
    if device is not None and is_known(device.digest):
        used = take(request, "card_known", key=device.digest)  # which no stranger at the same address uses up
    else:
        used = take(request, "card")
    if used is None:
        return cast(HttpResponse, respond_429(request))
    found = card_with_code(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", form.words.code_unknown)
        return _start_again(request, form, tablet)
    used.rollback()  # only wrong codes count, so that a whole home behind one address may come in
    return _hold(request, found)


def _start_again(request: HttpRequest, form: CodeForm, tablet: SharedTablet | None) -> HttpResponse:
    page = StartPage.of(tablet, wanted=request.GET.get("next", ""), words=form.words)
    status = 422 if form.is_bound else 200
    return voice(request).page(request, "start", status=status, page=page, form=form)


def _choose(
    request: HttpRequest, shown: KeyCard, device: Device, tablet: SharedTablet | None
) -> HttpResponse:
    form = ChoosePinForm(
        request.POST or None, card=shown, shared=bool(tablet), words=card_words(shown.person.language)
    )
    if form.is_valid():
        try:
            choose_pin(card=shown, pin=form.cleaned_data["pin"], device=device, at=timezone.now())
        except PinTaken:
            return redirect("keycards:pin")
        return _enter(request, shown, device, tablet, form)
    return _ask(request, shown, form, tablet, first=True)


def _try(request: HttpRequest, shown: KeyCard, device: Device, tablet: SharedTablet | None) -> HttpResponse:
    form = PinForm(
        request.POST or None, card=shown, shared=bool(tablet), words=card_words(shown.person.language)
    )
    if stands_for(shown, device.digest):
        form.fields.pop("remember", None)
    if form.is_valid():
        tried = try_pin(card=shown, pin=form.cleaned_data["pin"], device=device, at=timezone.now())
        if tried.outcome is Outcome.RIGHT:
            return _enter(request, shown, device, tablet, form)
        if tried.outcome in {Outcome.LOCKED, Outcome.OVER}:
            return redirect("keycards:pin")
        form.add_error("pin", sentence_of(tried, words=form.words))
    return _ask(request, shown, form, tablet, first=False)


def _enter(
    request: HttpRequest, shown: KeyCard, device: Device, tablet: SharedTablet | None, form: PinForm
) -> HttpResponse:
    del request.session[HELD]
    if form.cleaned_data.get("remember"):
        remember_card(card=shown, device=device)
    return enter(request, person=shown.person, card=shown, tablet=tablet, at=timezone.now())


def _ask(
    request: HttpRequest, shown: KeyCard, form: PinForm, tablet: SharedTablet | None, *, first: bool
) -> HttpResponse:
    person = shown.person
    page = PinPage(name=person.name, provider=person.provider.name, first=first, words=form.words)
    status = 422 if form.is_bound else 200
    speaking = voice(request, person.language)
    response = speaking.page(request, "pin", status=status, page=page, form=form)
    if tablet is not None:
        response["Refresh"] = f"{int(ON_A_TABLET.total_seconds())}; url={resolve_url('keycards:start')}"
    return response


def _refusal_of(shown: KeyCard) -> Refusal | None:
    if shown.ended_at is not None:
        return Refusal.OVER
    return Refusal.LOCKED if shown.locked_at is not None else None


def _hold(request: HttpRequest, found: KeyCard) -> HttpResponse:
    hold(request.session, HELD, found.token_digest, at=timezone.now())
    return redirect("keycards:pin")


def _without_token(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
