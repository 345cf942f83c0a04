"""A service's details: reading and changing them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.organisations.actions import change_home, change_profile
from havenkeep.web.profile.forms import ProfileForm, initial_profile
from havenkeep.web.profile.pages import ProfilePage


@require_safe
@home_page(Permission.HOME_VIEW)
def profile(request: HomeRequest) -> HttpResponse:
    may = request.granted.may
    page = ProfilePage.of(
        request.home,
        may_edit=may(Permission.PROFILE_EDIT),
        may_take_along=may(Permission.TAKE_ALONG),
    )
    return render(request, "web/profile.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.PROFILE_EDIT)
def details(request: HomeRequest) -> HttpResponse:
    initial = initial_profile(request.home)
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"page": ProfilePage.of(request.home, may_edit=True), "form": form}
        return render(request, "web/profile_form.jinja", context, status=status)
    by, at = actor(request), timezone.now()
    with transaction.atomic():
        change_home(home=request.home, changes=form.details(), by=by, at=at)
        change_profile(home=request.home, changes=form.profile(), by=by, at=at)
    messages.success(request, "Saved.")
    return redirect("web:profile", ref=request.home.ref)
