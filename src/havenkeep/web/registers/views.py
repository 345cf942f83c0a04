"""The list of registers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from havenkeep.assessment.kept import findings_of
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, home_page
from havenkeep.web.registers.pages import RegistersPage


@require_safe
@home_page(Permission.HOME_VIEW)
def registers(request: HomeRequest) -> HttpResponse:
    findings = findings_of(request.home, on=timezone.localdate())
    page = RegistersPage.of(request.home, findings=findings, granted=request.granted)
    return render(request, "web/registers.jinja", {"page": page})
