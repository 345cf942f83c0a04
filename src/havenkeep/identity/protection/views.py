"""Protecting one's sign-in: the list of second steps, adding and removing them, recovery codes."""

from __future__ import annotations

from typing import Any, cast

from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.fresh import fresh
from havenkeep.identity.models import User
from havenkeep.identity.protection.codes import readable_codes
from havenkeep.identity.protection.pages import CodesPage, ProtectionPage, RemovalPage, passkeys_missing
from havenkeep.identity.protection.queries import is_last, protection_of, removable
from havenkeep.identity.sessions.session import PUT_OFF


@require_safe
@never_cache
def protection(request: HttpRequest) -> HttpResponse:
    """Show what protects this person's sign-in, and offer what is missing."""
    page = ProtectionPage.of(request, user=cast(User, request.user))
    return render(request, "mfa/index.jinja", {"page": page})


@require_POST
def later(request: HttpRequest) -> HttpResponse:
    """Put the offer off until the next sign-in, where the rule asks for it."""
    request.session[PUT_OFF] = True
    return redirect("web:start")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@fresh
def remove(request: HttpRequest) -> HttpResponse:
    """Ask before a passkey or app is taken away; the last one stays."""
    user = cast(User, request.user)
    found = removable(user, pk=request.GET.get("step", ""))
    if found is None:
        return redirect("mfa_index")
    last = is_last(found)
    if request.method == "POST" and not last:
        delete_and_cleanup(request, found)
        messages.success(request, "It is taken away. It no longer opens your account.")
        return redirect("mfa_index")
    step = next(step for step in protection_of(user).steps if step.pk == found.pk)
    return render(request, "mfa/remove.jinja", {"page": RemovalPage(step=step, last=last)})


@require_safe
@never_cache
@fresh
def codes(request: HttpRequest) -> HttpResponse:
    """Show recovery codes once, for ten minutes; after that only how many are left."""
    user = cast(User, request.user)
    found = readable_codes(request, user=user, at=timezone.now())
    left = protection_of(user).codes_left
    if left is None:
        return redirect("mfa_index")
    return render(request, "mfa/recovery_codes/index.jinja", {"page": CodesPage(codes=found, left=left)})


@require_safe
@never_cache
@fresh
def codes_file(request: HttpRequest) -> HttpResponse:
    """Give the same codes as a text file, as long as they can be seen."""
    found = readable_codes(request, user=cast(User, request.user), at=timezone.now())
    if not found:
        return redirect("mfa_view_recovery_codes")
    text = "Havenkeep recovery codes. Each works once, when your phone is lost.\r\n\r\n" + "\r\n".join(found)
    headers = {"Content-Disposition": 'attachment; filename="havenkeep-recovery-codes.txt"'}
    return HttpResponse(f"{text}\r\n", content_type="text/plain; charset=utf-8", headers=headers)


class NewAppView(ActivateTOTPView):  # type: ignore[misc]  # the library has no types
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if protection_of(cast(User, request.user)).app is not None:
            return redirect("mfa_index")
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))


class NewPasskeyView(AddWebAuthnView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if passkeys_missing(request):
            return redirect("mfa_index")
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))


new_app = never_cache(NewAppView.as_view())
new_passkey = never_cache(NewPasskeyView.as_view())
new_codes = never_cache(GenerateRecoveryCodesView.as_view())
