"""What set-up leaves behind in a home: the job it began with, and the words to send."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, home_page
from havenkeep.web.setup.domain.first_job import FIRST_AID
from havenkeep.web.setup.queries import first_job_of


@require_safe
@home_page(Permission.ASSESSMENT_VIEW)
def first_job(request: HomeRequest) -> HttpResponse:
    """Show the job the home began with, and where it is done or whom to ask."""
    job = first_job_of(request.home)
    of_home = [request.home.ref] if job.page != FIRST_AID else []
    href = reverse(job.page, args=of_home) if job.page else ""
    return render(request, "web/setup/first_job.jinja", {"page": job, "href": href})
