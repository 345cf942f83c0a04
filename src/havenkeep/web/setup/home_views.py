"""What set-up leaves behind in a home: the job it began with, and the words to send."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, home_page
from havenkeep.web.setup.queries import first_job_of


@require_safe
@home_page(Permission.ASSESSMENT_VIEW)
def first_job(request: HomeRequest) -> HttpResponse:
    return render(request, "web/setup/first_job.jinja", {"page": first_job_of(request.home)})
