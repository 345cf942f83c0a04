"""Answers from a spreadsheet: reading the file, where it holds what, of which year it is, what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from havenkeep.assessment.actions import bring_answers
from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.domain.bringing import Bringing, lay_beside
from havenkeep.assessment.domain.sheet_answers import ReadSheet, read_sheet
from havenkeep.assessment.domain.sheet_columns import ANSWERS, find_layout, sheet_rows
from havenkeep.assessment.domain.sheet_row import SheetRow
from havenkeep.assessment.domain.sheet_words import written_references
from havenkeep.assessment.domain.sheet_year import Guess, Year, guess_year, named_year
from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import answers_of
from havenkeep.assessment.years import years_for
from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.domain.columns import Layout
from havenkeep.importing.domain.days import month_first_words
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import remembered_layout
from havenkeep.importing.reading import Most, read_upload
from havenkeep.organisations.models import Home, Provider
from havenkeep.sheets.headings import NoHeadings, folded_heading
from havenkeep.sheets.table import Row
from havenkeep.standards.domain.edition import Edition

MOST = Most(rows=5_000, characters=4_000_000, why="the toolkit asks fewer than 200 questions")
_TITLES = 10
_ABOUT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as it is understood. Without a `layout`, `why_not` says what was looked for."""

    upload: Upload
    years: Sequence[Year]
    layout: Layout | None
    why_not: str
    guess: Guess
    read: ReadSheet
    order: str

    @property
    def year(self) -> Year:
        return self.guess.year

    @property
    def origin(self) -> Origin:
        """Answers of this year were given for it; older ones come over from last year."""
        return Origin.IMPORTED if self.year.is_this_year else Origin.CARRIED_FORWARD


def read_file(source: Path | bytes, *, name: str) -> Upload:
    """Read an uploaded file of answers.

    Raises:
        Unreadable: with one plain sentence, for what is no spreadsheet, is damaged, or holds too much.
    """
    return read_upload(source, name=name, most=MOST)


def understand(
    upload: Upload, *, place: Home | Provider, edition: Edition, choices: Mapping[str, Any], on: date
) -> Reading:
    """Work out what a file says to the edition in force.

    `choices` is what a person has settled: `layout`, `year` (an edition's id), `order` (of days) and
    `settled` (the row that counts, by reference).
    """
    years = years_for(edition)
    layout, why_not = _layout(upload, place=place, years=years, choices=choices)
    said = choices.get("order", "")
    rows = sheet_rows(layout, upload.sheets, order=said) if layout is not None else []
    chosen = next((year for year in years if year.id == choices.get("year")), None)
    guess = (
        Guess(year=chosen, why="you said so")
        if chosen is not None
        else guess_year(
            years,
            column=[row.year for row in rows if row.year],
            names=_names(upload, layout),
            refs=_references(rows),
            days=[day for row in rows if (day := row.dated_on) is not None],
            on=on,
        )
    )
    read = read_sheet(rows, year=guess.year, years=years, settled=choices.get("settled", {}))
    return Reading(
        upload=upload,
        years=years,
        layout=layout,
        why_not=why_not,
        guess=guess,
        read=read,
        order=month_first_words(rows[0].days.values()) if rows else "",
    )


def year_called(name: str, years: Sequence[Year]) -> Year | None:
    """Return the year of a name such as 2025-26, or of an edition's id; None when there is none."""
    return next((year for year in years if name in {year.id, year.title}), None) or named_year(name, years)


def look(reading: Reading, *, submission: Submission | None) -> Bringing:
    """Return what bringing the file in would do, changing nothing. One query, none without a submission."""
    existing = answers_of(submission, edition=reading.year.new) if submission is not None else {}
    return lay_beside(reading.read, year=reading.year, existing=existing, origin=reading.origin)


def bring(
    reading: Reading,
    *,
    place: Home | Provider,
    by: Actor,
    at: datetime,
    preview: Preview | None = None,
) -> Bringing:
    """Bring the file in. Raises as `actions.bring_answers` does."""
    return bring_answers(
        place=place,
        read=reading.read,
        year=reading.year,
        origin=reading.origin,
        by=by,
        at=at,
        preview=preview,
    )


def _layout(
    upload: Upload, *, place: Home | Provider, years: Sequence[Year], choices: Mapping[str, Any]
) -> tuple[Layout | None, str]:
    if "layout" in choices:
        return Layout.from_json(choices["layout"]), ""
    remembered = remembered_layout(place, kind=ANSWERS.name, sheets=upload.sheets)
    if remembered is not None:
        return remembered, ""
    known = {ref for year in years for ref in year.known}
    try:
        return find_layout(upload.sheets, known=known), ""
    except NoHeadings as none_found:
        return None, str(none_found)


def _names(upload: Upload, layout: Layout | None) -> list[str]:
    """What names the year: a line “Edition”, as in our answer book; the file; the sheet; titles above it."""
    said = [
        row.at(1) for sheet in upload.sheets for row in sheet.rows[:_ABOUT] if _is_edition(row) and row.at(1)
    ]
    if layout is None:
        return [*said, upload.file]
    sheet = upload.sheets[layout.sheet]
    above = [row for row in sheet.rows[:_TITLES] if row.number <= layout.heading_row]
    return [*said, upload.file, sheet.name, *(cell for row in above for cell in row.cells if cell)]


def _is_edition(row: Row) -> bool:
    return folded_heading(row.at(0)) == "edition"


def _references(rows: Sequence[SheetRow]) -> set[str]:
    return {ref for row in rows if row.answer for ref in written_references(row.ref)[:1]}
