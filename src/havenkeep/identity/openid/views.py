"""Going to the issuer and coming back, linking and unlinking."""

from __future__ import annotations

from typing import cast

from allauth.socialaccount.internal.flows.connect import disconnect, validate_disconnect
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from havenkeep.identity.fresh import fresh
from havenkeep.identity.models import User
from havenkeep.identity.openid.adapter import Issuer
from havenkeep.identity.openid.queries import link_of


@require_safe
@never_cache
@login_not_required
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the issuer."""
    return cast(HttpResponse, OAuth2LoginView.adapter_view(Issuer(request, provider_id))(request))


@require_safe
@never_cache
@login_not_required
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let somebody in whom the issuer knows, if they have an account here."""
    return cast(HttpResponse, OAuth2CallbackView.adapter_view(Issuer(request, provider_id))(request))


@require_POST
@fresh
def unlink(request: HttpRequest) -> HttpResponse:
    """Take the link away; somebody without a password keeps it."""
    linked = link_of(cast(User, request.user))
    if linked is not None:
        try:
            validate_disconnect(request, linked)
            disconnect(request, linked)
        except ValidationError as wrong:
            messages.error(request, wrong.messages[0])
    return redirect("identity_account")


@require_safe
@never_cache
@login_not_required
def failed(request: HttpRequest) -> HttpResponse:
    """Say that it did not work, and which way there is."""
    return render(request, "socialaccount/authentication_error.jinja")
