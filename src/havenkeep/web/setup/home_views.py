"""What set-up leaves behind in a home: the job it began with, and the words to send."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, home_page
from havenkeep.web.setup.domain.first_job import FIRST_AID, FirstJob
from havenkeep.web.setup.queries import first_job_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstJobPage:
    """The job, where it is done, and where to say that it is; either address may be empty."""

    job: FirstJob
    href: str
    done_href: str


@require_safe
@home_page(Permission.ASSESSMENT_VIEW)
def first_job(request: HomeRequest) -> HttpResponse:
    """Show the job the home began with, and where it is done or whom to ask."""
    job = first_job_of(request.home)
    of_home = [request.home.ref] if job.page != FIRST_AID else []
    href = reverse(job.page, args=of_home) if job.page else ""
    planned = request.home.jobs.open().filter(item="", what=job.title).first()
    done = reverse("assessment:job_done", args=[request.home.ref, planned.ref]) if planned else ""
    page = FirstJobPage(job=job, href=href, done_href=done)
    return render(request, "web/setup/first_job.jinja", {"page": page})
