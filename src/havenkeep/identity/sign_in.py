"""Signing in for other rooms: an account just made, or an e-mail and password given somewhere else."""

from __future__ import annotations

from typing import cast

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.forms import SignInForm
from havenkeep.identity.models import User
from havenkeep.identity.sessions.session import set_guard


def sign_in(request: HttpRequest, *, user: User, to: str, exempt: bool = False) -> HttpResponse:
    """Sign in somebody who has just shown who they are, in a fresh session, and lead them to an address.

    `exempt` is for a made-up person of the sample: no second step, and no lock.
    """
    response = perform_login(request, user, email_verification="none", redirect_url=to)
    request.session.set_expiry(0)
    if exempt:
        set_guard(request.session, Guard.EXEMPT)
    return cast(HttpResponse, response)


def sign_in_by_password(request: HttpRequest, *, email: str, password: str, to: str) -> HttpResponse | None:
    """Do what the sign-in page does, with its limits on guessing; None when it would refuse."""
    form = SignInForm({"login": email, "password": password}, request=request)
    return cast(HttpResponse, form.login(request, redirect_url=to)) if form.is_valid() else None
