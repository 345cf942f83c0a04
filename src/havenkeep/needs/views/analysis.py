"""Who needs which training: reading it, changing a role, approving, and opening what was approved."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.needs import actions
from havenkeep.needs.forms import ApprovalForm, RoleForm
from havenkeep.needs.pages.analysis import AnalysisPage, RolePage, VersionPage
from havenkeep.needs.papers import VERSION_FILES, Paper
from havenkeep.needs.queries.analysing import role_today, todays_needs
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES, JobRole
from havenkeep.printing.pdf import CouldNotPrint


@require_safe
@home_page(Permission.STAFF_VIEW)
def analysis(request: HomeRequest) -> HttpResponse:
    on = timezone.localdate()
    page = AnalysisPage.of(
        request.home,
        todays_needs(request.home, on=on),
        on=on,
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
        may_approve=request.granted.may(Permission.ASSESSMENT_CONFIRM),
    )
    return render(request, "needs/analysis.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def role(request: HomeRequest, role: str) -> HttpResponse:
    """Say what one role sees and needs."""
    if role not in set(JobRole):
        raise Http404
    asked = JobRole(role)
    plan = role_today(request.home, asked)
    initial = {"sees": plan.sees, "trainings": [need.training for need in plan.needs], "note": plan.note}
    form = RoleForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        page = RolePage(ref=request.home.ref, title=JOB_ROLE_TITLES[asked])
        status = 422 if form.is_bound else 200
        return render(request, "needs/role.jinja", {"page": page, "form": form}, status=status)
    actions.note_role(
        home=request.home, role=asked, by=actor(request), at=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "Saved. It counts once the training needs are approved.")
    return redirect("needs:analysis", ref=request.home.ref)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.ASSESSMENT_CONFIRM)
def approval(request: HomeRequest) -> HttpResponse:
    on = timezone.localdate()
    today = todays_needs(request.home, on=on)
    page = AnalysisPage.of(request.home, today, on=on)
    changed = {row.id for row in page.roles if row.changed}
    form = ApprovalForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": page.seen},
        roles=[row for row in today.roles if row.id in changed],
    )
    if form.is_valid():
        try:
            made = actions.approve(
                home=request.home, seen=form.cleaned_data["seen"], by=actor(request), at=timezone.now()
            )
        except actions.CannotPlan as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, "Approved. Print it, or keep the file where you could show it.")
            return redirect("needs:version", ref=request.home.ref, analysis=made.ref)
    status = 422 if form.is_bound else 200
    return render(request, "needs/approval.jinja", {"page": page, "form": form}, status=status)


@require_safe
@home_page(Permission.STAFF_VIEW)
def version(request: HomeRequest, analysis: str) -> HttpResponse:
    kept = get_object_or_404(request.home.training_analyses, ref=analysis)
    return render(request, "needs/version.jinja", {"page": VersionPage.of(request.home, kept)})


@require_safe
@home_page(Permission.STAFF_VIEW)
def version_file(request: HomeRequest, analysis: str, extension: str) -> HttpResponse:
    """Give an approved version as a file to print or keep."""
    kept = get_object_or_404(request.home.training_analyses, ref=analysis)
    if extension not in VERSION_FILES:
        raise Http404
    try:
        paper = VERSION_FILES[extension](VersionPage.of(request.home, kept))
    except CouldNotPrint as wrong:
        messages.error(request, str(wrong))
        return redirect("needs:version", ref=request.home.ref, analysis=kept.ref)
    return download(paper)


def download(paper: Paper) -> HttpResponse:
    """Return a made file for the browser to save."""
    response = HttpResponse(paper.content, content_type=paper.content_type)
    response["Content-Disposition"] = f'attachment; filename="{paper.name}"'
    return response
