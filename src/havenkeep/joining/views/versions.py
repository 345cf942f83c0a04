"""Reading, writing and approving the checklist and the clause."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.design.forms import Form
from havenkeep.identity.roles import Permission
from havenkeep.joining.actions import versions as actions
from havenkeep.joining.actions.refusal import ChangedMeanwhile
from havenkeep.joining.domain import starting
from havenkeep.joining.domain.papers import Signers
from havenkeep.joining.forms import ApprovalForm, ChecklistForm, ClauseForm, ClauseUseForm
from havenkeep.joining.models import Checklist, Clause
from havenkeep.joining.pages.versions import (
    COVERS_CHECKLIST,
    COVERS_CLAUSE,
    VersionsPage,
    WritePage,
    newest_checklist,
    newest_clause,
)
from havenkeep.joining.queries import clause_in_force, papers_of
from havenkeep.organisations.access import HomeRequest, actor, home_page

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@home_page(Permission.STAFF_VIEW)
def checklist(request: HomeRequest) -> HttpResponse:
    page = VersionsPage.of(request.home, papers_of(request.home)[0], **_may(request))
    return render(request, "joining/checklist.jinja", {"page": page})


@require_safe
@home_page(Permission.STAFF_VIEW)
def clause(request: HomeRequest) -> HttpResponse:
    page = VersionsPage.of(request.home, papers_of(request.home)[1], **_may(request))
    return render(request, "joining/clause.jinja", {"page": page})


@require_http_methods(GET_AND_POST)
@home_page(Permission.REGISTERS_EDIT)
def checklist_text(request: HomeRequest) -> HttpResponse:
    """Write the next version, beginning from the newest or from our starting text."""
    newest = newest_checklist(request.home)
    points = newest.points if newest else starting.POINTS
    first = {
        "points": "\n\n".join(points),
        "within_days": newest.within_days if newest else starting.DAYS,
        "signers": newest.signers if newest else Signers.EDITORS.value,
    }
    form = ChecklistForm(request.POST if request.method == "POST" else None, initial=first)
    if not form.is_valid():
        page = _page(request, "checklist", "Write your checklist", submit="Save as a draft")
        return _form(request, page, form)
    actions.save_checklist(home=request.home, by=actor(request), at=timezone.now(), **form.cleaned_data)
    return redirect("joining:checklist_approval", ref=request.home.ref)


@require_http_methods(GET_AND_POST)
@home_page(Permission.REGISTERS_EDIT)
def clause_text(request: HomeRequest) -> HttpResponse:
    """Write the next version, beginning from the newest or from our starting text."""
    newest = newest_clause(request.home)
    first = {"text": newest.text if newest else starting.CLAUSE}
    form = ClauseForm(request.POST if request.method == "POST" else None, initial=first)
    if not form.is_valid():
        page = _page(request, "clause", "Write your clause", submit="Save as a draft")
        return _form(request, page, form)
    actions.save_clause(
        home=request.home, text=form.cleaned_data["text"], by=actor(request), at=timezone.now()
    )
    return redirect("joining:clause_approval", ref=request.home.ref)


@require_http_methods(GET_AND_POST)
@home_page(Permission.ASSESSMENT_CONFIRM)
def checklist_approval(request: HomeRequest) -> HttpResponse:
    return _approval(request, newest_checklist(request.home), "checklist", COVERS_CHECKLIST)


@require_http_methods(GET_AND_POST)
@home_page(Permission.ASSESSMENT_CONFIRM)
def clause_approval(request: HomeRequest) -> HttpResponse:
    return _approval(request, newest_clause(request.home), "clause", COVERS_CLAUSE)


@require_http_methods(GET_AND_POST)
@home_page(Permission.REGISTERS_EDIT)
def clause_use(request: HomeRequest) -> HttpResponse:
    kept = clause_in_force(request.home)
    if kept is None:
        return redirect("joining:clause", ref=request.home.ref)
    form = ClauseUseForm(
        request.POST if request.method == "POST" else None,
        initial={"staff_since": kept.staff_since, "others_since": kept.others_since},
        on=timezone.localdate(),
    )
    if not form.is_valid():
        page = _page(request, "clause", "Since when do your papers hold it?", submit="Save")
        return _form(request, page, form)
    actions.note_clause_use(clause=kept, by=actor(request), at=timezone.now(), **form.cleaned_data)
    messages.success(request, "Saved. Whose contract should hold the clause stands here now.")
    return redirect("joining:agreements", ref=request.home.ref)


def _approval(
    request: HomeRequest, version: Checklist | Clause | None, name: str, covers: str
) -> HttpResponse:
    if version is None:
        raise Http404
    form = ApprovalForm(request.POST if request.method == "POST" else None, covers=covers)
    if form.is_valid():
        try:
            actions.approve(
                version=version,
                seen_digest=request.POST.get("seen", ""),
                by=actor(request),
                at=timezone.now(),
            )
            messages.success(request, f"Version {version.number} of the {name} is approved in your name.")
            return redirect("joining:joining", ref=request.home.ref)
        except ChangedMeanwhile as changed:
            form.add_error(None, str(changed))
    page = WritePage.approving(request.home, version, back=name)
    return _form(request, page, form, template="joining/approval.jinja")


def _may(request: HomeRequest) -> dict[str, bool]:
    return {
        "may_edit": request.granted.may(Permission.REGISTERS_EDIT),
        "may_approve": request.granted.may(Permission.ASSESSMENT_CONFIRM),
    }


def _page(request: HomeRequest, back: str, title: str, *, submit: str) -> WritePage:
    return WritePage.writing(request.home, title=title, back=back, submit=submit)


def _form(
    request: HomeRequest, page: WritePage, form: Form, *, template: str = "joining/write.jinja"
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, template, {"page": page, "form": form}, status=status)
