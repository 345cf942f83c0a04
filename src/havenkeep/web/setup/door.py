"""Who may walk through set-up: whoever has shown today's key, as long as there is no real account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from havenkeep.audit.domain.actor import Actor, ActorKind
from havenkeep.web.models import SetupDraft
from havenkeep.web.setup.actions import SetupClosed, begin_draft
from havenkeep.web.setup.key import has_key, key_digest
from havenkeep.web.setup.queries import draft_of, setup_is_open

View = Callable[..., HttpResponse]


class SetupRequest(HttpRequest):
    """A request of somebody who may set up."""

    draft: SetupDraft


def journey(view: Callable[..., HttpResponse]) -> View:
    """Decorate a page of the journey: it gets a `SetupRequest`.

    When set-up is over, the start page takes the person where they belong. This comes before the form's own
    protection, because a tab from before the sign-in holds a form that is no longer good.
    """

    @csrf_protect
    def inside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not has_key(request):
            return redirect("web:welcome")
        setup_request = cast(SetupRequest, request)
        setup_request.draft = draft_of(key_digest()) or begin(request)
        return view(setup_request, **kwargs)

    @login_not_required
    @never_cache
    @csrf_exempt
    @wraps(view)
    def outside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not setup_is_open():
            return redirect("web:start")
        try:
            return inside(request, **kwargs)
        except SetupClosed:
            return redirect("web:start")

    return outside


def begin(request: HttpRequest) -> SetupDraft:
    """Return the draft that belongs to today's key."""
    return begin_draft(bound_to=key_digest(), by=key_holder(request), at=timezone.now())


def key_holder(request: HttpRequest) -> Actor:
    """Return who answers before there is an account."""
    return Actor(kind=ActorKind.LINK, id="setup-key", label="Set-up", origin=origin(request))


def origin(request: HttpRequest) -> str:
    near = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
    return "this computer" if near else "network"
