"""The gate before every page: it asks for a second step, and who is there after a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import urlencode

from havenkeep.identity.domain.guard import TOUCHED_EVERY, Guard, Presence, presence
from havenkeep.identity.models import User
from havenkeep.identity.protection.queries import has_second_step
from havenkeep.identity.sessions.actions import see
from havenkeep.identity.sessions.session import PUT_OFF, Mark, guard_of, set_guard

View = Callable[[HttpRequest], HttpResponse]
# Open to everyone at any time: they show nothing of anybody's.
ALWAYS: Final = {
    "account_logout",
    "healthz",
    "web:first_aid",
    "identity_way_in",
    "account_reset_password",
    "keycards:start",
    "keycards:card",
    "keycards:pin",
    "keycards:done",
}
AGAIN: Final = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
PROTECTING: Final = AGAIN | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}
MOST_KEPT: Final = 100_000  # characters of a form that wait for its person to come back


class Gate:
    """Let a signed-in request through to its page, or lead it to what is due first."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in ALWAYS or not request.user.is_authenticated:
            return None
        mark = Mark.of(request.session)
        if mark is None:
            return _over(request)
        return None if mark.guard is Guard.EXEMPT else _due(request, mark, page=match.view_name)


def _due(request: HttpRequest, mark: Mark, *, page: str) -> HttpResponse | None:
    now, idle = timezone.now(), timedelta(minutes=settings.IDLE_MINUTES)
    state = presence(since=mark.since, seen=mark.seen, now=now, idle=idle)
    if state is Presence.OVER:
        return _over(request)
    if state is Presence.AWAY:
        return None if page in AGAIN else _ask_again(request)
    if now - mark.seen >= TOUCHED_EVERY:
        see(request.session, mark, at=now)
    if mark.guard is not Guard.NEEDED or page in PROTECTING:
        return None
    if has_second_step(cast(User, request.user)):  # added in another browser a moment ago
        set_guard(request.session, Guard.PROTECTED)
        return None
    return redirect("mfa_index")


def may_put_off(request: HttpRequest) -> bool:
    """Say whether this session has no second step yet, and nobody has said “not now” in it."""
    return guard_of(request.session) is Guard.LATER and not request.session.get(PUT_OFF)


def _over(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, "You were signed out, because it was a long time ago. Sign in again.")
    back = {"next": request.get_full_path()} if request.method == "GET" else {}
    return redirect(f"{resolve_url(settings.LOGIN_URL)}{'?' if back else ''}{urlencode(back)}")


def _ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to the page that asks who is there. A form waits in the session, and goes on from there."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        return _over(request)
    there = str(methods[0]["url"])
    if request.method == "GET" or _can_wait(request):
        return cast(HttpResponse, suspend_request(request, there))
    return redirect(f"{there}?{urlencode({'next': resolve_url(settings.LOGIN_REDIRECT_URL)})}")


def _can_wait(request: HttpRequest) -> bool:
    if request.method != "POST" or request.FILES:
        return False
    secret = any("password" in name for name in request.POST)
    return not secret and len(request.POST.urlencode()) <= MOST_KEPT
