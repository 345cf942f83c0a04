"""A rota, HR or payroll sheet: reading it, dropping what is not needed, and what it would do to the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.actions import keep_preview, remember_columns
from havenkeep.importing.domain.columns import WITHIN, Layout, aliases, by_memory, fingerprint
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import remembered_columns
from havenkeep.importing.reading import Most, read_upload
from havenkeep.organisations.models import Home
from havenkeep.people.actions import bring_people
from havenkeep.people.domain.bringing import Bringing, lay_beside
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_columns import FIELDS, LONGEST, names_somebody
from havenkeep.people.domain.sheet_places import Places, sort_places
from havenkeep.people.domain.sheet_rows import read_rows
from havenkeep.people.queries.matching import known_people, settled_before
from havenkeep.sheets.headings import NoHeadings, find_headings, folded_heading
from havenkeep.sheets.table import Sheet

KIND = "people"
MOST = Most(rows=20_000, characters=12_000_000, why="no service has that many people")
PASTED = "pasted.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a sheet: only columns that have a field, and only rows of this service.

    `headings` are those of the columns, for the page; `elsewhere` counts the rows left out, by place.
    """

    file: str
    source: ListSource
    dated_on: date
    each_shift: bool
    headings: Mapping[str, str]
    rows: Sequence[tuple[int, Mapping[str, str]]]
    elsewhere: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "source": self.source.value,
            "dated_on": self.dated_on.isoformat(),
            "each_shift": self.each_shift,
            "headings": dict(self.headings),
            "elsewhere": dict(self.elsewhere),
            "rows": [[number, dict(fields)] for number, fields in self.rows],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Kept:
        return cls(
            file=kept["file"],
            source=ListSource(kept["source"]),
            dated_on=date.fromisoformat(kept["dated_on"]),
            each_shift=kept["each_shift"],
            headings=kept["headings"],
            elsewhere=kept["elsewhere"],
            rows=[(number, fields) for number, fields in kept["rows"]],
        )


def read_file(source: Path | bytes, *, name: str) -> Upload:
    """Read an uploaded sheet.

    Raises:
        Unreadable: with one plain sentence, for what is no spreadsheet, is damaged, or holds too much.
    """
    return read_upload(source, name=name, most=MOST)


def read_pasted(text: str) -> Upload:
    """Read rows copied from a spreadsheet. Raises Unreadable as `read_file` does."""
    return replace(read_file(text.encode(), name=PASTED), file="What you pasted")


def find_layout(upload: Upload, *, home: Home) -> Layout | None:
    """Return where a sheet holds what: as a person once said of such headings, or by headings we know.

    Only a heading that is exactly one we know counts: “Home address” is no “Home”. None when no sheet tells
    people apart.
    """
    remembered = by_memory(upload.sheets, remembered=remembered_columns(home, kind=KIND))
    if remembered is not None:
        return remembered
    found = [_exact(number, sheet) for number, sheet in enumerate(upload.sheets)]
    named = [layout for layout in found if layout is not None and names_somebody(layout.columns)]
    return max(named, key=lambda layout: len(layout.columns), default=None)


def needed_of(
    upload: Upload, layout: Layout, *, home: Home, source: ListSource, dated_on: date, each_shift: bool
) -> Kept:
    """Keep what is needed of a sheet and drop all else: other columns, and rows of other services."""
    sheet = upload.sheets[layout.sheet]
    heading = next((row for row in sheet.rows if row.number == layout.heading_row), None)
    rows = [
        (number, {name: text[:LONGEST] for name, text in fields.items() if text})
        for number, fields in layout.read(upload.sheets)
    ]
    places = _places(rows, home) if "location" in layout.columns else Places(here=rows, elsewhere={})
    return Kept(
        file=upload.file,
        source=source,
        dated_on=dated_on,
        each_shift=each_shift,
        headings={name: heading.at(column) if heading else "" for name, column in layout.columns.items()},
        elsewhere=places.elsewhere,
        rows=[
            (number, {name: text for name, text in fields.items() if name != "location"})
            for number, fields in places.here
        ],
    )


def keep(
    kept: Kept,
    *,
    home: Home,
    by: Actor,
    at: datetime,
    said: tuple[Upload, Layout] | None = None,
) -> Preview:
    """Keep a sheet for a look, and remember its columns when a person said them (`said`)."""
    preview = keep_preview(place=home, kind=KIND, rows=kept.as_json(), by=by, at=at)
    if said is not None:
        upload, layout = said
        heading = next(
            (row for row in upload.sheets[layout.sheet].rows if row.number == layout.heading_row), None
        )
        if heading is not None:
            remember_columns(
                place=home, kind=KIND, fingerprint=fingerprint(heading), columns=layout.columns, by=by, at=at
            )
    return preview


def look(kept: Kept, *, home: Home, on: date) -> Bringing:
    """Return what bringing the sheet in would do, changing nothing. Three queries."""
    read = read_rows(kept.rows, on=on, each_shift=kept.each_shift)
    return lay_beside(read, known_people(home), settled=settled_before(home), on=on)


def bring(kept: Kept, *, home: Home, by: Actor, at: datetime, preview: Preview | None = None) -> Bringing:
    """Bring the sheet in. Raises as `actions.bring_people` does."""
    read = read_rows(kept.rows, on=timezone.localdate(at), each_shift=kept.each_shift)
    return bring_people(
        home=home, read=read, source=kept.source, dated_on=kept.dated_on, by=by, at=at, preview=preview
    )


def _exact(number: int, sheet: Sheet) -> Layout | None:
    known = aliases(FIELDS)
    try:
        found = find_headings(sheet.rows, aliases=known, required=frozenset(), within=WITHIN)
    except NoHeadings:
        return None
    folded = {name: {folded_heading(text) for text in texts} for name, texts in known.items()}
    columns = {
        name: column
        for name, column in found.columns.items()
        if column < len(found.labels) and folded_heading(found.labels[column]) in folded[name]
    }
    return Layout(sheet=number, heading_row=found.row_number, columns=columns)


def _places(rows: Sequence[tuple[int, Mapping[str, str]]], home: Home) -> Places:
    others = home.provider.homes.exclude(pk=home.pk).values_list("name", flat=True)
    return sort_places(rows, here=home.name, others=list(others))
