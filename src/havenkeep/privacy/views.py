"""The ICO registration: reading and noting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.privacy import actions
from havenkeep.privacy.forms import RegistrationForm, initial_registration
from havenkeep.privacy.pages import RegistrationPage
from havenkeep.privacy.queries import registration_of, sharing_registration


@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest, ref: str) -> HttpResponse:
    return (_note if request.method == "POST" else _read)(request, ref)


@home_page(Permission.HOME_VIEW)
def _read(request: HomeRequest) -> HttpResponse:
    kept = registration_of(request.home)
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    sharing = sharing_registration(request.home, user=request.user) if may_edit else []
    form = RegistrationForm(initial=initial_registration(kept), sharing=sharing) if may_edit else None
    page = RegistrationPage.of(request.home, kept=kept, on=timezone.localdate(), form=form)
    return render(request, "privacy/registration.jinja", {"page": page})


@home_page(Permission.REGISTERS_EDIT)
def _note(request: HomeRequest) -> HttpResponse:
    sharing = sharing_registration(request.home, user=request.user)
    form = RegistrationForm(request.POST, sharing=sharing)
    if not form.is_valid():
        kept = registration_of(request.home)
        page = RegistrationPage.of(request.home, kept=kept, on=timezone.localdate(), form=form)
        return render(request, "privacy/registration.jinja", {"page": page}, status=422)
    others = sharing if form.cleaned_data.get("everywhere") else []
    actions.note_registrations(
        homes=[request.home, *others], by=actor(request), at=timezone.now(), **form.said()
    )
    messages.success(request, f"Saved for {1 + len(others)} services." if others else "Saved.")
    return redirect("privacy:registration", ref=request.home.ref)
