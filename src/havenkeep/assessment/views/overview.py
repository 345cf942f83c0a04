"""The assessment at a glance, one topic, and the lists behind the numbers."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from havenkeep.assessment.pages.overview import NUMBERS, ListPage, OverviewPage
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.scope import SubmissionRequest, laid, submission_page
from havenkeep.identity.roles import Permission


@require_safe
@submission_page(Permission.ASSESSMENT_VIEW)
def overview(request: SubmissionRequest) -> HttpResponse:
    page = OverviewPage.of(
        place=Place.of(request),
        assessed=laid(request).assessed,
        may_publish=request.granted.may(Permission.ASSESSMENT_PUBLISH),
    )
    return render(request, "assessment/overview.jinja", {"page": page})


@require_safe
@submission_page(Permission.ASSESSMENT_VIEW)
def topic(request: SubmissionRequest, topic: str) -> HttpResponse:
    wanted = next((row for row in request.edition.topics if row.slug == topic), None)
    if wanted is None:
        raise Http404
    page = ListPage.of_topic(place=Place.of(request), assessed=laid(request).assessed, topic=wanted)
    return render(request, "assessment/list.jinja", {"page": page})


@require_safe
@submission_page(Permission.ASSESSMENT_VIEW)
def number(request: SubmissionRequest, number: str) -> HttpResponse:
    if number not in NUMBERS:
        raise Http404
    page = ListPage.of_number(place=Place.of(request), assessed=laid(request).assessed, number=number)
    return render(request, "assessment/list.jinja", {"page": page})


@require_safe
@submission_page(Permission.ASSESSMENT_VIEW)
def left(request: SubmissionRequest) -> HttpResponse:
    page = ListPage.of_left(place=Place.of(request), assessed=laid(request).assessed)
    return render(request, "assessment/list.jinja", {"page": page})
