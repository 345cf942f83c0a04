"""The pages around signing in that the library has no answer for."""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account.views import LoginView, PasswordChangeView
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.forms import ForgottenForm, NewPasswordForm
from havenkeep.identity.limits import take
from havenkeep.identity.models import User
from havenkeep.identity.pages import AccountPage, SignInPage
from havenkeep.identity.way_in.asking import mail_way_in
from havenkeep.mail.queries import is_set_up

SENT = "If that e-mail has an account here, a link is on its way. It works for 30 minutes."


class SignInView(LoginView):  # type: ignore[misc]  # the library has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"page": SignInPage.of(self.request)}


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


sign_in = SignInView.as_view()
change_password = ChangePasswordView.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def forgotten(request: HttpRequest) -> HttpResponse:
    """Mail a link to a new password; where there is no mail, say whom to ask."""
    if not is_set_up():
        return render(request, "account/forgotten.jinja")
    form = ForgottenForm(request.POST or None)
    if not form.is_valid():
        return render(request, "identity/forgotten_by_mail.jinja", {"form": form})
    if take(request, "forgotten_address") is None:
        return cast(HttpResponse, respond_429(request))
    began, email = time.monotonic(), form.cleaned_data["email"].casefold()
    if take(request, "forgotten", key=email) is not None:
        address = request.build_absolute_uri(reverse("identity_way_in"))
        mail_way_in(email=email, address=address, at=timezone.now())
    # An e-mail with an account takes longer than one without: nobody is to see which it was.
    time.sleep(max(0.0, settings.FORGOTTEN_TAKES - (time.monotonic() - began)))
    messages.success(request, SENT)
    return redirect("account_login")
