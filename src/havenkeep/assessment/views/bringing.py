"""Bringing answers in from a file: choose it, look at what it would do, settle what is unclear, apply it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from havenkeep.assessment.actions import CannotCover
from havenkeep.assessment.forms import BringForm, ColumnsForm
from havenkeep.assessment.forms.bringing import COLUMN
from havenkeep.assessment.imports import KIND, Reading, bring, look, understand
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
from havenkeep.importing.domain.choices import column_choices, heading_choices
from havenkeep.importing.domain.columns import WITHIN, Layout, likely_heading_row
from havenkeep.importing.domain.upload import Upload
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
            place=request.place, kind=KIND, rows=form.upload.as_json(), by=actor(request), at=timezone.now()
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
    sheet = _sheet(request, reading)
    form = _columns_form(request, reading, sheet)
    if form.is_valid():
        settle_choices(preview=kept, choices=_said(form, reading, sheet))
        return redirect(f"{request.namespace}:bring_preview", ref=request.place_ref, preview=kept.ref)
    page = ColumnsPage.of(place=Place.of(request), preview=kept, reading=reading, sheet=sheet)
    status = 422 if form.is_bound else 200
    return render(request, "assessment/bring_columns.jinja", {"page": page, "form": form}, status=status)


def _not_begun(request: YearRequest) -> bool:
    """A home's year begins by itself; head office says first which services it answers for."""
    return request.submission is None and request.provider is not None


def _begin_first(request: YearRequest) -> HttpResponse:
    messages.info(request, BEGIN_FIRST)
    return redirect(f"{request.namespace}:opening", ref=request.place_ref)


def _kept(request: YearRequest, ref: str) -> Preview | None:
    return preview_of(request.place, kind=KIND, ref=ref, at=timezone.now())


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


def _sheet(request: YearRequest, reading: Reading) -> int:
    asked = request.POST.get("sheet") or request.GET.get("sheet") or ""
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else -1
    if 0 <= number < len(reading.upload.sheets):
        return number
    return reading.layout.sheet if reading.layout is not None else 0


def _columns_form(request: YearRequest, reading: Reading, sheet: int) -> ColumnsForm:
    rows = reading.upload.sheets[sheet].rows
    layout = reading.layout if reading.layout is not None and reading.layout.sheet == sheet else None
    number = layout.heading_row if layout is not None else likely_heading_row(reading.upload.sheets[sheet])
    heading = next((row for row in rows if row.number == number), None)
    initial = {"of_year": reading.year.id, "heading_row": number}
    initial |= {COLUMN + name: column for name, column in (layout.columns if layout else {}).items()}
    return ColumnsForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        years=reading.years,
        headings=heading_choices(rows[:WITHIN]),
        columns=column_choices(rows, heading=heading),
    )


def _said(form: ColumnsForm, reading: Reading, sheet: int) -> dict[str, object]:
    """Return only what the person said otherwise than we had understood it."""
    said: dict[str, object] = {}
    layout = Layout(sheet=sheet, heading_row=form.cleaned_data["heading_row"] or 0, columns=form.columns)
    if layout != reading.layout:
        said["layout"] = layout.as_json()
    if form.cleaned_data["of_year"] != reading.year.id:
        said["year"] = form.cleaned_data["of_year"]
    return said
