"""Where somebody is signed in, and ending it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from havenkeep.identity.models import User
from havenkeep.identity.sessions.actions import end_sittings
from havenkeep.identity.sessions.pages import SessionsPage
from havenkeep.identity.sessions.queries import sittings_of
from havenkeep.identity.sessions.session import Mark, origin


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """List the person's sessions; a post ends one of them (`end` names it) or all."""
    user, now = cast(User, request.user), timezone.now()
    there = sittings_of(user, at=now)
    mark = Mark.of(request.session)
    if request.method == "POST":
        wanted = request.POST.get("end", "")
        ended = there if wanted == "all" else [one for one in there if str(one.pk) == wanted]
        end_sittings(user=user, sittings=ended, by=user.as_actor(origin=origin(request)), at=now)
        if wanted == "all":
            logout(request)
            messages.success(request, "You are signed out everywhere.")
            return redirect("account_login")
        if ended:
            messages.success(request, "That session is ended.")
        return redirect("identity_sessions")
    page = SessionsPage(sittings=tuple(there), here=mark.row if mark is not None else 0)
    return render(request, "identity/sessions.jinja", {"page": page})
