"""The start page and a home's front page."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from havenkeep.assessment.queries import lay, submission_for
from havenkeep.background.queries import last_backup, last_run
from havenkeep.identity.protection.gate import may_put_off
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, UserRequest, home_page
from havenkeep.organisations.queries import places_of
from havenkeep.standards.queries import edition_in_force
from havenkeep.web.front.pages import FrontPage, NewYearPage, ServicesPage, still_first
from havenkeep.web.history.queries import latest_changes
from havenkeep.web.setup.queries import first_job_of


@require_safe
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Lead each to where they belong: set-up, sign-in, their one home, their lessons, or the list."""
    if not request.user.is_authenticated:
        return redirect("web:welcome")
    user = cast(UserRequest, request).user
    places = places_of(user, at=timezone.now())
    if len(places.homes) == 1 and not places.providers:
        return redirect("web:home", ref=places.homes[0].ref)
    is_staff = user.persons.exists()
    if is_staff and not (places.homes or places.providers or places.operator):
        return redirect("lessons:me")
    return render(request, "web/services.jinja", {"page": ServicesPage.of(places, is_staff=is_staff)})


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """List what the user may open, also when it is one home."""
    user = cast(UserRequest, request).user
    places = places_of(user, at=timezone.now())
    page = ServicesPage.of(places, is_staff=user.persons.exists())
    return render(request, "web/services.jinja", {"page": page})


@require_safe
@home_page(Permission.HOME_VIEW)
def home(request: HomeRequest) -> HttpResponse:
    now = timezone.now()
    on = timezone.localdate(now)
    edition = edition_in_force(on=on)
    submission = submission_for(request.home, edition_id=edition.id)
    if submission is None:
        may = request.granted.may(Permission.ASSESSMENT_ANSWER)
        page = NewYearPage(ref=request.home.ref, name=request.home.name, edition=edition, may_answer=may)
        return render(request, "web/new_year.jinja", {"page": page})
    laid = lay(submission, on=on, homes=[request.home], edition=edition)
    jobs = list(request.home.jobs.open().order_by("due_on", "pk"))
    front = FrontPage.of(
        home=request.home,
        laid=laid,
        granted=request.granted,
        first=still_first(first_job_of(request.home), assessed=laid.assessed, jobs=jobs),
        due=jobs[:3],
        changed=latest_changes(request.home.stream, limit=4),
        last_run=last_run(now=now),
        last_backup=last_backup(now=now) if request.granted.may(Permission.INSTALLATION) else None,
        may_protect=may_put_off(request),
    )
    return render(request, "web/home.jinja", {"page": front})
