"""Which NHS systems are used."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.governance import actions
from havenkeep.governance.forms import SystemsForm
from havenkeep.governance.pages.systems import SystemsPage
from havenkeep.governance.queries import systems_in_use
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.standards.queries import edition_in_force


@require_http_methods(["GET", "HEAD", "POST"])
def systems(request: HttpRequest, ref: str) -> HttpResponse:
    return (_note if request.method == "POST" else _read)(request, ref)


@home_page(Permission.HOME_VIEW)
def _read(request: HomeRequest) -> HttpResponse:
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    return _page(request, SystemsForm(initial=systems_in_use(request.home)) if may_edit else None)


@home_page(Permission.REGISTERS_EDIT)
def _note(request: HomeRequest) -> HttpResponse:
    form = SystemsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    actions.note_systems(home=request.home, uses=form.uses(), by=actor(request), at=timezone.now())
    messages.success(request, "Saved.")
    return redirect("governance:systems", ref=request.home.ref)


def _page(request: HomeRequest, form: SystemsForm | None, *, status: int = 200) -> HttpResponse:
    page = SystemsPage.of(
        request.home,
        uses=systems_in_use(request.home),
        edition=edition_in_force(on=timezone.localdate()),
        form=form,
    )
    return render(request, "governance/systems.jinja", {"page": page}, status=status)
