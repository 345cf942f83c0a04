"""Bringing answers in from a file: choose it, look at what it would do, settle what is unclear, apply it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.assessment.actions import CannotCover
from havenkeep.assessment.domain.sheet_columns import ANSWERS
from havenkeep.assessment.forms import AnswerColumnsForm, BringForm
from havenkeep.assessment.imports import Reading, bring, look, understand
from havenkeep.assessment.pages.bringing import (
    BringPage,
    ColumnsPage,
    PreviewPage,
    ResultPage,
)
from havenkeep.assessment.pages.place import Place
from havenkeep.assessment.scope import YearRequest, check_answers, year_page
from havenkeep.identity.roles import Permission
from havenkeep.importing.actions import AlreadyApplied, CannotApply, keep_preview, settle_choices
from havenkeep.importing.domain.offer import Offer
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.forms import asked_sheet
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import preview_of
from havenkeep.organisations.access import actor

TOO_OLD = "That file was read more than a day ago. Choose it again."
BEGIN_FIRST = "Begin the year first: say which services head office answers for. Then bring the answers in."
ROW = "row-"


@require_http_methods(["GET", "HEAD", "POST"])
@year_page(Permission.ASSESSMENT_ANSWER)
def choose(request: YearRequest) -> HttpResponse:
    """Choose a file. Its rows are kept for a look; nothing else is."""
    check_answers(request)
    if _not_begun(request):
        return _begin_first(request)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_valid() and form.upload is not None:
        preview = keep_preview(
            place=request.place,
            kind=ANSWERS.name,
            rows=form.upload.as_json(),
            by=actor(request),
            at=timezone.now(),
        )
        return redirect(f"{request.namespace}:bring_preview", ref=request.place_ref, preview=preview.ref)
    page = BringPage(place=Place.of(request))
    status = 422 if form.is_bound else 200
    return render(request, "assessment/bring.jinja", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@year_page(Permission.ASSESSMENT_ANSWER)
def preview(request: YearRequest, preview: str) -> HttpResponse:
    """Look at what a file would do, and apply it."""
    check_answers(request)
    kept = _kept(request, preview)
    if _not_begun(request):
        return _begin_first(request)
    if kept is None:
        return _again(request)
    if kept.applied_at is not None:
        return _result(request, kept)
    if request.method == "POST":
        settle_choices(preview=kept, choices={"settled": _settled(request.POST)})
        kept.choices["settled"] = _settled(request.POST)
    reading = _reading(request, kept)
    if reading.layout is None:
        return redirect(f"{request.namespace}:bring_columns", ref=request.place_ref, preview=kept.ref)
    if request.method == "POST":
        return _apply(request, kept, reading)
    bringing = look(reading, submission=request.submission)
    page = PreviewPage.of(place=Place.of(request), preview=kept, reading=reading, bringing=bringing)
    return render(request, "assessment/bring_preview.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@year_page(Permission.ASSESSMENT_ANSWER)
def columns(request: YearRequest, preview: str) -> HttpResponse:
    """Say by hand which column holds what, and of which year the file is."""
    check_answers(request)
    kept = _kept(request, preview)
    if kept is None or kept.applied_at is not None:
        return _again(request)
    reading = _reading(request, kept)
    offer = _offer(request, reading, kept)
    form = AnswerColumnsForm.asked(request, kind=ANSWERS, offer=offer, years=reading.years, year=reading.year)
    if form.is_valid():
        settle_choices(preview=kept, choices=_said(form, reading))
        return redirect(f"{request.namespace}:bring_preview", ref=request.place_ref, preview=kept.ref)
    page = ColumnsPage(
        place=Place.of(request), file=reading.upload.file, why_not=reading.why_not, offer=offer
    )
    status = 422 if form.is_bound else 200
    return render(request, "assessment/bring_columns.jinja", {"page": page, "form": form}, status=status)


def _not_begun(request: YearRequest) -> bool:
    """A home's year begins by itself; head office says first which services it answers for."""
    return request.submission is None and request.provider is not None


def _begin_first(request: YearRequest) -> HttpResponse:
    messages.info(request, BEGIN_FIRST)
    return redirect(f"{request.namespace}:opening", ref=request.place_ref)


def _kept(request: YearRequest, ref: str) -> Preview | None:
    return preview_of(request.place, kind=ANSWERS.name, ref=ref, at=timezone.now())


def _again(request: YearRequest) -> HttpResponse:
    messages.error(request, TOO_OLD)
    return redirect(f"{request.namespace}:bring", ref=request.place_ref)


def _reading(request: YearRequest, kept: Preview) -> Reading:
    return understand(
        Upload.from_json(kept.rows),
        place=request.place,
        edition=request.edition,
        choices=kept.choices,
        on=timezone.localdate(),
    )


def _apply(request: YearRequest, kept: Preview, reading: Reading) -> HttpResponse:
    try:
        bring(reading, place=request.place, by=actor(request), at=timezone.now(), preview=kept)
    except AlreadyApplied:
        pass  # in another tab, or the button was pressed twice: the page says what came of it
    except CannotApply as cannot:
        messages.error(request, str(cannot))
        return redirect(f"{request.namespace}:bring", ref=request.place_ref)
    except CannotCover as cannot:
        messages.error(request, str(cannot))
    return redirect(f"{request.namespace}:bring_preview", ref=request.place_ref, preview=kept.ref)


def _result(request: YearRequest, kept: Preview) -> HttpResponse:
    page = ResultPage.of(
        place=Place.of(request),
        result=kept.result,
        may_confirm=request.granted.may(Permission.ASSESSMENT_CONFIRM),
    )
    return render(request, "assessment/bring_result.jinja", {"page": page})


def _settled(posted: Mapping[str, str]) -> dict[str, int]:
    """Return the row that counts, by reference, where several differ."""
    return {
        name.removeprefix(ROW): int(value)
        for name, value in posted.items()
        if name.startswith(ROW) and value.isdecimal() and len(value) < 8
    }


def _offer(request: YearRequest, reading: Reading, kept: Preview) -> Offer:
    order = kept.choices.get("order", "")
    return Offer.of(reading.upload, layout=reading.layout, asked=asked_sheet(request), order=order)


def _said(form: AnswerColumnsForm, reading: Reading) -> dict[str, object]:
    """Return only what the person said otherwise than we had understood it."""
    said: dict[str, object] = {"order": form.order}
    if form.layout != reading.layout:
        said |= form.layout.as_said(reading.upload.sheets)
    if form.cleaned_data["of_year"] != reading.year.id:
        said["year"] = form.cleaned_data["of_year"]
    return said
