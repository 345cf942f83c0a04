"""The pages around signing in that the library has no answer for."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.views import PasswordChangeView
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from havenkeep.identity.forms import NewPasswordForm
from havenkeep.identity.models import User
from havenkeep.identity.pages import AccountPage


class ChangePasswordView(PasswordChangeView):  # type: ignore[misc]  # the library has no types
    form_class = NewPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raise PermissionDenied for somebody who has no password, such as the holder of a key card."""
        if not cast(User, request.user).has_usable_password():
            raise PermissionDenied("You sign in without a password, so there is none to change.")
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))


@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Show what belongs to one's own account, and where to change it."""
    page = AccountPage.of(cast(User, request.user), at=timezone.now())
    return render(request, "identity/account.jinja", {"page": page})


change_password = ChangePasswordView.as_view()


@require_safe
@login_not_required
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say whom to ask about a forgotten password."""
    return render(request, "account/forgotten.jinja")
