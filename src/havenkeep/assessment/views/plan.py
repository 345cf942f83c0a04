"""The improvement plan: make it, give each job an owner and a day, finish it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.assessment import actions
from havenkeep.assessment.forms import JobForm, PlanForm
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.pages.plan import JobPage, PlanPage
from havenkeep.assessment.scope import SubmissionRequest, laid, submission_page
from havenkeep.identity.roles import Permission
from havenkeep.jobs import actions as jobs
from havenkeep.jobs.models import Job
from havenkeep.organisations.access import actor, check


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_VIEW)
def plan(request: SubmissionRequest) -> HttpResponse:
    assessed = laid(request).assessed
    form = (
        PlanForm(request.POST)
        if request.method == "POST"
        else PlanForm(initial={"owner_name": request.user.name})
    )
    if request.method == "POST":
        check(request.granted, Permission.ASSESSMENT_ANSWER)
    if form.is_valid():
        made = actions.make_plan(
            place=request.place,
            assessed=assessed,
            owner_name=form.cleaned_data["owner_name"],
            start=timezone.localdate(),
            by=actor(request),
            at=timezone.now(),
        )
        messages.success(request, f"{len(made)} jobs planned." if made else "Every item has its job already.")
        return redirect(f"{request.namespace}:plan", ref=request.place_ref)
    page = PlanPage.of(
        place=Place.of(request),
        assessed=assessed,
        jobs=request.place.jobs.open().order_by("pk"),
        may_plan=request.granted.may(Permission.ASSESSMENT_ANSWER),
    )
    return render(
        request, "assessment/plan.jinja", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_ANSWER)
def job(request: SubmissionRequest, job: str) -> HttpResponse:
    kept = get_object_or_404(request.place.jobs.open(), ref=job)
    first = {"owner_name": kept.owner_name, "due_on": kept.due_on}
    form = JobForm(request.POST) if request.method == "POST" else JobForm(initial=first)
    if form.is_valid():
        jobs.reassign_job(
            place=request.place, ref=job, by=actor(request), at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "Saved.")
        return redirect(f"{request.namespace}:plan", ref=request.place_ref)
    return render(
        request,
        "assessment/job.jinja",
        {"page": JobPage(place=Place.of(request), what=kept.what, item=kept.item), "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@submission_page(Permission.ASSESSMENT_ANSWER)
def job_done(request: SubmissionRequest, job: str) -> HttpResponse:
    try:
        jobs.finish_job(place=request.place, ref=job, by=actor(request), at=timezone.now())
    except Job.DoesNotExist:
        if not request.place.jobs.filter(ref=job).exists():
            raise Http404 from None
    messages.success(request, "Done. If it settles an answer, confirm that answer now.")
    return redirect(f"{request.namespace}:plan", ref=request.place_ref)
