"""Recording a publication, and seeing what has changed since."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.assessment import actions
from havenkeep.assessment.checks import PUBLICATION
from havenkeep.assessment.domain.standing import Standing
from havenkeep.assessment.forms import PublicationForm
from havenkeep.assessment.kept import findings_of
from havenkeep.assessment.models import Publication
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.pages.publication import PublicationPage, SnapshotPage
from havenkeep.assessment.queries import Laid, earlier_publications
from havenkeep.assessment.scope import SubmissionRequest, laid, submission_page
from havenkeep.evidence.domain.finding import Finding
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import actor
from havenkeep.standards.queries import current_edition


@require_http_methods(["GET", "HEAD", "POST"])
@submission_page(Permission.ASSESSMENT_VIEW)
def publication(request: SubmissionRequest) -> HttpResponse:
    whole = laid(request)
    may_record = request.granted.may(Permission.ASSESSMENT_PUBLISH) and not _from_head_office(request)
    form = PublicationForm(request.POST) if request.method == "POST" else PublicationForm()
    if request.method == "POST" and not may_record:
        raise PermissionDenied("Only the manager of the publisher records a publication.")
    if form.is_valid():
        try:
            made = _record(request, whole, form)
        except actions.CannotPublish as wrong:
            form.add_error("published_on", str(wrong))
        else:
            messages.success(request, "Recorded. Your answers are kept as they stood today.")
            return redirect(f"{request.namespace}:snapshot", ref=request.place_ref, number=made.number)
    page = PublicationPage.of(
        place=Place.of(request),
        assessed=whole.assessed,
        finding=_finding(request),
        publications=list(request.submission.publications.select_related("submission").order_by("-number")),
        earlier=earlier_publications(request.submission),
        may_record=may_record,
    )
    return render(
        request,
        "assessment/publication.jinja",
        {"page": page, "form": form},
        status=422 if form.errors else 200,
    )


@require_safe
@submission_page(Permission.ASSESSMENT_VIEW)
def snapshot(request: SubmissionRequest, number: int) -> HttpResponse:
    recorded = get_object_or_404(request.submission.publications, number=number)
    page = SnapshotPage.of(
        place=Place.of(request),
        publication=recorded,
        edition=request.edition,
        assessed=laid(request).assessed,
    )
    return render(request, "assessment/snapshot.jinja", {"page": page})


@require_safe
@submission_page(Permission.ASSESSMENT_VIEW)
def earlier_snapshot(request: SubmissionRequest, edition: str, number: int) -> HttpResponse:
    """Show what was published in another year, as it was kept."""
    asked = (edition, number)
    found = (
        row
        for row in earlier_publications(request.submission)
        if (row.submission.edition, row.number) == asked
    )
    recorded = next(found, None)
    if recorded is None:
        raise Http404
    page = SnapshotPage.of(
        place=Place.of(request),
        publication=recorded,
        edition=current_edition(edition),
        assessed=None,
    )
    return render(request, "assessment/snapshot.jinja", {"page": page})


def _record(request: SubmissionRequest, whole: Laid, form: PublicationForm) -> Publication:
    return actions.record_publication(
        submission=request.submission,
        assessed=whole.assessed,
        standing=Standing(form.cleaned_data["standing"]),
        published_on=form.cleaned_data["published_on"],
        by=actor(request),
        at=timezone.now(),
    )


def _from_head_office(request: SubmissionRequest) -> bool:
    return request.home is not None and request.submission.provider_id is not None


def _finding(request: SubmissionRequest) -> Finding | None:
    if request.home is None:
        return None
    return findings_of(request.home, on=timezone.localdate())[PUBLICATION]
