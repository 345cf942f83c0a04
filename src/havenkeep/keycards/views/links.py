"""Coming in by a link that was sent by mail: looking at it uses nothing up, the button does."""

from __future__ import annotations

import time
from typing import cast

from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.limits import take
from havenkeep.identity.roles import Permission
from havenkeep.keycards.actions import LinkSpent, ask_for_link, send_link, use_link
from havenkeep.keycards.addresses import link_address
from havenkeep.keycards.domain.refusals import NOT_SENT
from havenkeep.keycards.entering import enter
from havenkeep.keycards.forms import EmailForm
from havenkeep.keycards.held import held, hold
from havenkeep.keycards.pages.own import AskPage, LinkPage, RefusedPage
from havenkeep.keycards.queries import link_with, why_not
from havenkeep.keycards.speaking import voice
from havenkeep.mail.actions import BadMessage
from havenkeep.mail.queries import is_set_up
from havenkeep.organisations.access import actor
from havenkeep.organisations.domain.tokens import digest_of
from havenkeep.people.access import StaffRequest, staff_page

HELD = "opened_link"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    """Send a link to an e-mail that is on a staff list. The answer, and its time, are the same for any."""
    speaking = voice(request)
    form = EmailForm(request.POST if request.method == "POST" else None, words=speaking.words)
    if not is_set_up() or not form.is_valid():
        status = 422 if form.is_bound else 200
        page = AskPage(mail=is_set_up(), words=speaking.words)
        return speaking.page(request, "ask_link", status=status, form=form, page=page)
    if take(request, "link_address") is None:
        return cast(HttpResponse, respond_429(request))
    began, email = time.monotonic(), form.cleaned_data["email"].casefold()
    if take(request, "link", key=email) is not None:
        ask_for_link(
            email=email,
            link=lambda token: link_address(request, token),
            sign_in=request.build_absolute_uri(resolve_url("account_login")),
            at=timezone.now(),
        )
    # An e-mail that is known takes longer than one that is not: nobody is to see which it was.
    time.sleep(max(0.0, settings.FORGOTTEN_TAKES - (time.monotonic() - began)))
    messages.success(request, speaking.words.ask_sent, extra_tags=speaking.words.lang)
    return redirect("keycards:ask_link")


@require_safe
@never_cache
@login_not_required
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address."""
    digest = digest_of(token)
    if link_with(digest, at=timezone.now()) is None:
        if take(request, "card") is None:
            return cast(HttpResponse, respond_429(request))
        response = _gone(request)
    else:
        hold(request.session, HELD, digest, at=timezone.now())
        response = redirect("keycards:open_link")
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def open_link(request: HttpRequest) -> HttpResponse:
    """Show a button that opens one's own page: programs that look into mail press none."""
    now = timezone.now()
    opened = link_with(held(request.session, HELD, at=now), at=now)
    if opened is None:
        request.session.pop(HELD, None)
        return _gone(request)
    speaking = voice(request, opened.person.language)
    refusal = why_not(opened.person, at=now)
    if refusal is not None:
        refused = RefusedPage.of(refusal, words=speaking.words)
        return speaking.page(request, "refused", status=403, page=refused)
    if request.method != "POST":
        return speaking.page(request, "open_link", page=LinkPage.of(opened, words=speaking.words))
    if request.POST.get("link") != str(opened.pk):
        messages.error(request, speaking.words.another_link, extra_tags=speaking.words.lang)
        return redirect("keycards:open_link")
    try:
        use_link(link=opened, at=now)
    except LinkSpent:
        return _gone(request, opened.person.language)
    del request.session[HELD]
    return enter(request, person=opened.person, at=now)


def _gone(request: HttpRequest, language: str = "") -> HttpResponse:
    speaking = voice(request, language)
    return speaking.page(request, "refused", status=410, page=RefusedPage.gone(speaking.words))


@require_POST
@staff_page(Permission.PEOPLE_MANAGE)
def send(request: StaffRequest) -> HttpResponse:
    """Have a link sent to one person's e-mail."""
    back = redirect("keycards:person", ref=request.home.ref, person=request.person.ref)
    if not is_set_up() or not request.person.email:
        messages.error(request, "There is no e-mail to send a link to. Print a key card instead.")
        return back
    if take(request, "link", key=request.person.email) is None:
        messages.error(request, "Three links went to this e-mail within the hour. Wait a little.")
        return back
    try:
        refusal = send_link(
            person=request.person,
            link=lambda token: link_address(request, token),
            sign_in=request.build_absolute_uri(resolve_url("account_login")),
            by=actor(request),
            at=timezone.now(),
        )
    except BadMessage as bad:
        messages.error(request, str(bad))
        return back
    if refusal is None:
        messages.success(request, "The link is on its way. It works once, for 30 minutes.")
    else:
        messages.error(request, NOT_SENT[refusal])
    return back
