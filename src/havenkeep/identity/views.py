"""The pages around signing in that the library has no answer for."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.views import PasswordChangeView
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from havenkeep.identity.forms import NewPasswordForm
from havenkeep.identity.models import User


class ChangePasswordView(PasswordChangeView):  # type: ignore[misc]  # the library has no types
    form_class = NewPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raise PermissionDenied for somebody who has no password, such as the holder of a key card."""
        if not cast(User, request.user).has_usable_password():
            raise PermissionDenied("You sign in without a password, so there is none to change.")
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))


change_password = ChangePasswordView.as_view()


@require_safe
@login_not_required
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say whom to ask about a forgotten password."""
    return render(request, "account/forgotten.jinja")
