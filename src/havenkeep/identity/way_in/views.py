"""The page behind a one-time link: looking at it uses nothing up, a new password does."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from havenkeep.identity.sessions.session import origin
from havenkeep.identity.way_in.actions import WayInIsSpent, use_way_in
from havenkeep.identity.way_in.forms import ChoosePasswordForm
from havenkeep.identity.way_in.pages import WayInPage
from havenkeep.identity.way_in.queries import digest_of, way_in_of

HELD = "way_in"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
@login_not_required
def way_in(request: HttpRequest) -> HttpResponse:
    """Take the token out of the address, then let its person choose a password."""
    now = timezone.now()
    if "key" in request.GET:
        response = _take_key(request, request.GET["key"])
        # Not on the page with the form: browsers would hide where the form came from, and it is refused.
        response["Referrer-Policy"] = "no-referrer"
        return response
    held = way_in_of(request.session.get(HELD, ""), at=now)
    if held is None:
        return _spent(request)
    form = ChoosePasswordForm(request.POST or None, user=held.user)
    if form.is_valid():
        try:
            use_way_in(way_in=held, password=form.cleaned_data["password"], at=now, origin=origin(request))
        except WayInIsSpent:
            return _spent(request)
        request.session.flush()
        messages.success(request, "Your new password is set. Sign in with it.")
        return redirect("account_login")
    page = WayInPage(email=held.user.email or "", clears_second_factor=held.clears_second_factor)
    return render(request, "identity/way_in.jinja", {"form": form, "page": page})


def _take_key(request: HttpRequest, key: str) -> HttpResponse:
    digest = digest_of(key)
    if way_in_of(digest, at=timezone.now()) is None:
        return _spent(request)
    request.session.cycle_key()
    request.session[HELD] = digest
    return redirect("identity_way_in")


def _spent(request: HttpRequest) -> HttpResponse:
    request.session.pop(HELD, None)
    return render(request, "identity/way_in_spent.jinja", status=410)
