"""What is kept about me, and erasing somebody who left."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import UserRequest, actor, operator_page
from havenkeep.organisations.actions import CannotEnd
from havenkeep.organisations.door import DoorRequest, door_page
from havenkeep.organisations.permissions import OutOfReach, check_reach
from havenkeep.organisations.queries import account_of, leavers
from havenkeep.web.personal.actions import erase_person
from havenkeep.web.personal.forms import ErasureForm
from havenkeep.web.personal.pages import ErasurePage, LeaversPage, MePage, export
from havenkeep.web.personal.queries import counted_about, found_about, noted_about


@require_safe
@never_cache
def me(request: HttpRequest) -> HttpResponse:
    user = cast(UserRequest, request).user
    page = MePage.of(user, found=found_about(user), noted=noted_about(user))
    return render(request, "web/me.jinja", {"page": page})


@require_safe
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """Give all of it as one JSON file."""
    user = cast(UserRequest, request).user
    told = export(user, found=found_about(user), noted=noted_about(user), at=timezone.now())
    layout = {"ensure_ascii": False, "indent": 2}
    headers = {"Content-Disposition": 'attachment; filename="what-is-kept-about-me.json"'}
    return JsonResponse(told, json_dumps_params=layout, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@door_page(Permission.PEOPLE_MANAGE)
def erasure(request: DoorRequest, membership: int) -> HttpResponse:
    """Erase somebody who left, when all that they ever had access to is managed by whoever asks."""
    row = get_object_or_404(request.door.memberships.select_related("user"), pk=membership)
    if not row.user.is_active:
        raise Http404
    try:
        check_reach(row.user, helper=request.user, at=timezone.now(), ever=True)
    except OutOfReach as out:
        raise PermissionDenied(str(out)) from out
    return _erase(request, row.user, back=request.door.to("people"))


@require_safe
@operator_page
def left(request: HttpRequest) -> HttpResponse:
    """List the accounts that open nothing any more."""
    return render(
        request, "web/leavers.jinja", {"page": LeaversPage(people=tuple(leavers(at=timezone.now())))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@operator_page
def erasure_of_account(request: HttpRequest, account: str) -> HttpResponse:
    """Erase anybody: whoever looks after the installation answers for it."""
    user = account_of(account)
    if user is None:
        raise Http404
    return _erase(request, user, back=reverse("web:leavers"))


def _erase(request: HttpRequest, user: User, *, back: str) -> HttpResponse:
    if user.pk == cast(UserRequest, request).user.pk:
        raise PermissionDenied("Ask somebody else to erase you, so that two people know of it.")
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erase_person(user=user, by=actor(request), at=timezone.now())
        except CannotEnd as cannot:
            form.add_error(None, str(cannot))
        else:
            messages.success(request, "Erased. The history keeps a reference, and no name.")
            return redirect(back)
    page = ErasurePage.of(user, counted=counted_about(user), back=back)
    status = 422 if form.is_bound else 200
    return render(request, "web/erasure.jinja", {"page": page, "form": form}, status=status)
