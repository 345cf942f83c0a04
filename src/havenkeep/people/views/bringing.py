"""Bringing a list in: choose or paste it, say which column is what, look, apply."""

from __future__ import annotations

import json
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.identity.roles import Permission
from havenkeep.importing.actions import AlreadyApplied, CannotApply
from havenkeep.importing.domain.choices import column_choices, heading_choices
from havenkeep.importing.domain.columns import WITHIN, Layout, likely_heading_row
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import preview_of
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.people import actions
from havenkeep.people.domain.list_check import SECOND_SOURCES, ListSource
from havenkeep.people.domain.sheet_columns import NO_NAMES
from havenkeep.people.forms.bringing import COLUMN, LARGEST, BringForm, ColumnsForm, posted_upload
from havenkeep.people.imports import KIND, Kept, bring, find_layout, keep, look, needed_of
from havenkeep.people.pages.bringing import (
    BringPage,
    ColumnsPage,
    PreviewPage,
    ResultPage,
)

TOO_OLD = "That list was read more than a day ago. Choose it again."
TOO_LARGE = (
    "We cannot tell the columns, and the file is too large to ask about in a page. Keep only the columns "
    "with names, numbers, jobs and dates, save it and try again."
)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def bring_in(request: HomeRequest) -> HttpResponse:
    """Choose a file, or paste rows. Only what is needed of it is kept, and for a day."""
    form = (
        BringForm(request.POST, request.FILES, on=timezone.localdate())
        if request.method == "POST"
        else BringForm(on=timezone.localdate())
    )
    if form.is_valid() and form.upload is not None:
        layout = find_layout(form.upload, home=request.home)
        if layout is not None and not form.cleaned_data["ask"]:
            return _keep(request, form.upload, layout, _said(form), by_hand=False)
        if len(json.dumps(form.upload.as_json(), ensure_ascii=False).encode()) <= LARGEST:
            return _ask(request, form.upload, layout, _said(form))
        form.add_error("file", TOO_LARGE)
    page = BringPage(ref=request.home.ref, name=request.home.name)
    status = 422 if form.is_bound else 200
    return render(request, "people/bring.jinja", {"page": page, "form": form}, status=status)


@require_POST
@home_page(Permission.REGISTERS_EDIT)
def columns(request: HomeRequest) -> HttpResponse:
    """Read the sheet that travelled in the page by the columns that a person said."""
    said = _carried(request)
    try:
        upload = posted_upload(request.POST.get("rows", ""))
    except ValidationError as wrong:
        said, upload = None, Upload(file="", sheets=())
        messages.error(request, wrong.message)
    if said is None or not upload.sheets:
        return redirect("people:bring", ref=request.home.ref)
    sheet = _sheet(request, upload)
    form = _columns_form(request, upload, said, sheet=sheet, layout=None)
    if not form.is_valid():
        return _columns_page(request, upload, form, sheet=sheet, why="", status=422)
    return _keep(request, upload, form.layout(sheet=sheet), said, by_hand=True)


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def preview(request: HomeRequest, listing: str) -> HttpResponse:
    """Look at what a list would do, by person, and apply it."""
    row = preview_of(request.home, kind=KIND, ref=listing, at=timezone.now())
    if row is None:
        messages.error(request, TOO_OLD)
        return redirect("people:bring", ref=request.home.ref)
    if row.applied_at is not None:
        page = ResultPage.of(request.home, row)
        return render(request, "people/bring_result.jinja", {"page": page})
    kept = Kept.from_json(row.rows)
    if request.method == "POST":
        return _apply(request, row, kept)
    bringing = look(kept, home=request.home, on=timezone.localdate())
    counts = kept.source in SECOND_SOURCES
    shown = PreviewPage.of(request.home, kept=kept, bringing=bringing, counts=counts)
    return render(request, "people/bring_preview.jinja", {"page": shown, "preview": row.ref})


def _apply(request: HomeRequest, row: Preview, kept: Kept) -> HttpResponse:
    try:
        bring(kept, home=request.home, by=actor(request), at=timezone.now(), preview=row)
    except AlreadyApplied:
        pass  # in another tab, or the button was pressed twice: the page says what came of it
    except (CannotApply, actions.CannotKeep) as cannot:
        messages.error(request, str(cannot))
        return redirect("people:bring", ref=request.home.ref)
    return redirect("people:bring_preview", ref=request.home.ref, listing=row.ref)


def _keep(
    request: HomeRequest, upload: Upload, layout: Layout, said: dict[str, str], *, by_hand: bool
) -> HttpResponse:
    kept = needed_of(
        upload,
        layout,
        home=request.home,
        source=ListSource(said["source"]),
        dated_on=date.fromisoformat(said["dated_on"]),
        each_shift=bool(said["each_shift"]),
    )
    row = keep(
        kept,
        home=request.home,
        by=actor(request),
        at=timezone.now(),
        said=(upload, layout) if by_hand else None,
    )
    return redirect("people:bring_preview", ref=request.home.ref, listing=row.ref)


def _ask(request: HomeRequest, upload: Upload, layout: Layout | None, said: dict[str, str]) -> HttpResponse:
    longest = max(range(len(upload.sheets)), key=lambda number: len(upload.sheets[number].rows))
    sheet = layout.sheet if layout is not None else longest
    form = _columns_form(None, upload, said, sheet=sheet, layout=layout)
    return _columns_page(request, upload, form, sheet=sheet, why="" if layout else NO_NAMES)


def _columns_form(
    request: HomeRequest | None,
    upload: Upload,
    said: dict[str, str],
    *,
    sheet: int,
    layout: Layout | None,
) -> ColumnsForm:
    rows = upload.sheets[sheet].rows
    number = layout.heading_row if layout is not None else likely_heading_row(upload.sheets[sheet])
    heading = next((row for row in rows if row.number == number), None)
    known = layout.columns if layout is not None else {}
    return ColumnsForm(
        request.POST if request is not None else None,
        initial={"heading_row": number, **{COLUMN + name: column for name, column in known.items()}},
        upload=upload,
        headings=heading_choices(rows[:WITHIN]),
        columns=column_choices(rows[:WITHIN], heading=heading),
        carried={**said, "sheet": str(sheet)},
    )


def _columns_page(
    request: HomeRequest, upload: Upload, form: ColumnsForm, *, sheet: int, why: str, status: int = 200
) -> HttpResponse:
    page = ColumnsPage.of(request.home, upload, sheet=sheet, why=why)
    return render(request, "people/bring_columns.jinja", {"page": page, "form": form}, status=status)


def _said(form: BringForm) -> dict[str, str]:
    data = form.cleaned_data
    return {
        "source": data["source"].value,
        "dated_on": data["dated_on"].isoformat(),
        "each_shift": "yes" if data["each_shift"] else "",
    }


def _carried(request: HomeRequest) -> dict[str, str] | None:
    """Return what was said on the page before, or None when somebody changed it."""
    said = {name: request.POST.get(name, "") for name in ("source", "dated_on", "each_shift")}
    try:
        day = date.fromisoformat(said["dated_on"])
    except ValueError:
        return None
    return said if said["source"] in set(ListSource) and day <= timezone.localdate() else None


def _sheet(request: HomeRequest, upload: Upload) -> int:
    asked = request.POST.get("sheet", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    return number if number < len(upload.sheets) else 0
