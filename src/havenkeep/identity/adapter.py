"""Our rules for the sign-in library: nobody signs up by themselves, and refusals are plain sentences."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url

from havenkeep.identity.models import User
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
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as too_many:
            raise ImmediateHttpResponse(respond_429(request)) from too_many

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and note in the session whether it is the first time, from where, and what is due."""
        first = user.last_login is None
        super().login(request, user)
        begin_sitting(request, user=user, first=first)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return resolve_url(settings.LOGIN_REDIRECT_URL)
