"""Looking around the sample: before there is a real account, or as whoever looks after the installation."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.sign_in import sign_in
from havenkeep.organisations.access import UserRequest, actor
from havenkeep.organisations.queries import places_of
from havenkeep.sample.actions import let_in, make_sample
from havenkeep.sample.queries import sample_homes, sample_manager
from havenkeep.web.setup.key import has_key
from havenkeep.web.setup.queries import setup_is_open


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def look(request: HttpRequest) -> HttpResponse:
    """Make the sample where there is none, and lead the visitor in, if they may."""
    if request.method != "POST":
        return redirect("web:start")
    if setup_is_open():
        return _as_its_manager(request) if has_key(request) else redirect("web:welcome")
    user_request = cast(UserRequest, request)
    if request.user.is_authenticated and places_of(user_request.user, at=timezone.now()).operator:
        return _as_operator(user_request)
    return redirect("web:start")


def _as_its_manager(request: HttpRequest) -> HttpResponse:
    first = sample_homes(make_sample(at=timezone.now()))[0]
    to = reverse("web:home", args=[first.ref])
    return sign_in(request, user=sample_manager(first), to=to, guard=Guard.EXEMPT)


def _as_operator(request: UserRequest) -> HttpResponse:
    now = timezone.now()
    provider = make_sample(at=now)
    let_in(user=request.user, provider=provider, by=actor(request), at=now)
    return redirect("web:home", ref=sample_homes(provider)[0].ref)
