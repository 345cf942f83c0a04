"""Our rules for the sign-in library: nobody signs up by themselves, and refusals are plain sentences."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from havenkeep.identity.limits import know_browser, take_try
from havenkeep.identity.models import User
from havenkeep.identity.noting import note_limit
from havenkeep.identity.sessions.actions import begin_sitting


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts come from set-up and invitations only."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail or the password is not right. Check both, and try again.",
        "enter_current_password": "This is not the password you have now. Check it, and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # the library's signature
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; raises ImmediateHttpResponse with the 429 page when there were too many."""
        email = str(credentials.get("email") or "")
        # The library gives it back when the password was right.
        self._login_failed_rl_usage = take_try(request, email=email)
        if self._login_failed_rl_usage is None:
            note_limit(request, email=email)
            raise ImmediateHttpResponse(respond_429(request))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response = cast(HttpResponse, super().post_login(request, user, **kwargs))
        if user.email:
            know_browser(request, response, email=user.email)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and note in the session whether it is the first time, from where, and what is due."""
        first = user.last_login is None
        super().login(request, user)
        begin_sitting(request, user=user, first=first)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return resolve_url(settings.LOGIN_REDIRECT_URL)
