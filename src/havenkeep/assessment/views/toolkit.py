"""Paste my toolkit: lay its list beside ours, and take the answers along that it shows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.assessment.actions import bring_answers, note_comparison
from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.domain.bringing import lay_beside
from havenkeep.assessment.domain.sheet_answers import ReadSheet, read_sheet
from havenkeep.assessment.domain.sheet_year import Year
from havenkeep.assessment.domain.toolkit_page import answer_rows, pasted_as_json, pasted_from_json
from havenkeep.assessment.forms import ToolkitForm
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.pages.toolkit import ToolkitPage, ToolkitResultPage
from havenkeep.assessment.queries import answers_of
from havenkeep.assessment.scope import SubmissionRequest, check_answers, submission_page
from havenkeep.assessment.years import this_year
from havenkeep.identity.roles import Permission
from havenkeep.importing.actions import AlreadyApplied, CannotApply, keep_preview
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import preview_of
from havenkeep.organisations.access import actor
from havenkeep.standards.domain.paste import Pasted, compare

KIND = "toolkit"


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_VIEW)
def toolkit(request: SubmissionRequest) -> HttpResponse:
    """Paste the toolkit's page, or type its number of mandatory questions."""
    if request.method == "POST":
        check_answers(request)
    form = (
        ToolkitForm(request.POST)
        if request.method == "POST"
        else ToolkitForm(
            initial={"counted": request.home.profile.toolkit_mandatory if request.home else None}
        )
    )
    if form.is_valid() and form.pasted is not None:
        return _compare(request, form.pasted)
    newest = request.submission.comparisons.order_by("-pk").first()
    page = ToolkitPage.of(place=Place.of(request), edition=request.edition, newest=newest)
    status = 422 if form.is_bound else 200
    return render(request, "assessment/toolkit.jinja", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_ANSWER, writes=True)
def result(request: SubmissionRequest, preview: str) -> HttpResponse:
    """Show what was read from the page; take its answers along into items that have none."""
    kept = preview_of(request.place, kind=KIND, ref=preview, at=timezone.now())
    if kept is None or kept.applied_at is not None:
        return redirect(f"{request.namespace}:toolkit", ref=request.place_ref)
    pasted, year = pasted_from_json(kept.rows), this_year(request.edition)
    read = read_sheet(answer_rows(pasted, known=year.known), year=year, years=[year])
    if request.method == "POST":
        return _take_along(request, kept, read, year)
    page = ToolkitResultPage.of(
        place=Place.of(request),
        ref=kept.ref,
        pasted=pasted,
        comparison=compare(request.edition, pasted),
        bringing=lay_beside(
            read,
            year=year,
            existing=answers_of(request.submission, edition=request.edition),
            origin=Origin.PASTED,
        ),
    )
    return render(request, "assessment/toolkit_result.jinja", {"page": page})


def _compare(request: SubmissionRequest, pasted: Pasted) -> HttpResponse:
    comparison = compare(request.edition, pasted)
    by, at = actor(request), timezone.now()
    note_comparison(
        submission=request.submission,
        edition_revision=request.edition.revision,
        counted=pasted.counted,
        missing_here=[row.ref for row in comparison.missing_here],
        missing_there=[item.ref for item in comparison.missing_there],
        matches=comparison.matches,
        by=by,
        at=at,
    )
    if not pasted.rows:
        messages.add_message(
            request, messages.SUCCESS if comparison.matches else messages.WARNING, comparison.sentence
        )
        return redirect(f"{request.namespace}:toolkit", ref=request.place_ref)
    kept = keep_preview(place=request.place, kind=KIND, rows=pasted_as_json(pasted), by=by, at=at)
    return redirect(f"{request.namespace}:toolkit_result", ref=request.place_ref, preview=kept.ref)


def _take_along(request: SubmissionRequest, kept: Preview, read: ReadSheet, year: Year) -> HttpResponse:
    try:
        bringing = bring_answers(
            place=request.place,
            read=read,
            year=year,
            origin=Origin.PASTED,
            by=actor(request),
            at=timezone.now(),
            preview=kept,
        )
    except AlreadyApplied:
        return redirect(f"{request.namespace}:toolkit", ref=request.place_ref)
    except CannotApply as cannot:
        messages.error(request, str(cannot))
        return redirect(f"{request.namespace}:toolkit", ref=request.place_ref)
    added = len(bringing.added)
    came = "1 answer came" if added == 1 else f"{added} answers came"
    messages.success(request, f"{came} along as drafts. Read each one, and confirm what is true.")
    to = "confirmations" if request.granted.may(Permission.ASSESSMENT_CONFIRM) else "overview"
    return redirect(f"{request.namespace}:{to}", ref=request.place_ref)
