"""Signing in for other rooms: an account just made, or an e-mail and password given somewhere else."""

from __future__ import annotations

from typing import cast

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.forms import SignInForm
from havenkeep.identity.models import User
from havenkeep.identity.sessions.session import set_guard


def sign_in(request: HttpRequest, *, user: User, to: str, guard: Guard | None = None) -> HttpResponse:
    """Sign in somebody who has just shown who they are, in a fresh session, and lead them to an address.

    `guard` is how the session is protected where no second step is to be asked for: `EXEMPT` for a made-up
    person of the sample, `OWN` for who came by a key card or a link by mail.
    """
    response = perform_login(request, user, email_verification="none", redirect_url=to)
    request.session.set_expiry(0)
    if guard is not None:
        set_guard(request.session, guard)
    return cast(HttpResponse, response)


def sign_in_by_password(request: HttpRequest, *, email: str, password: str, to: str) -> HttpResponse | None:
    """Do what the sign-in page does, with its limits on guessing; None when it would refuse."""
    form = SignInForm({"login": email, "password": password}, request=request)
    return cast(HttpResponse, form.login(request, redirect_url=to)) if form.is_valid() else None
