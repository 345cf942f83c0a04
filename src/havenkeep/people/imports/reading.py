"""Reading the sheet: a file, or rows that were pasted; and finding where it holds what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from havenkeep.importing.domain.columns import WITHIN, Layout, SheetKind, aliases
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.queries import remembered_layout
from havenkeep.importing.reading import Most, read_upload
from havenkeep.organisations.models import Home, Provider
from havenkeep.sheets.headings import NoHeadings, find_headings, folded_heading
from havenkeep.sheets.table import Sheet

MOST = Most(rows=20_000, characters=12_000_000, why="no staff list is that long")
PASTED = "pasted.tsv"


def read_file(source: Path | bytes, *, name: str) -> Upload:
    """Read an uploaded sheet.

    Raises:
        Unreadable: with one plain sentence, for what is no spreadsheet, is damaged, or holds too much.
    """
    return read_upload(source, name=name, most=MOST)


def read_pasted(text: str) -> Upload:
    """Read rows copied from a spreadsheet. Raises Unreadable as `read_file` does."""
    return replace(read_file(text.encode(), name=PASTED), file="What you pasted")


def layout_of(upload: Upload, *, place: Home | Provider, kind: SheetKind) -> Layout | None:
    """Return where a sheet holds what: as a person once said of such headings, or by headings we know.

    Only a heading that is exactly one we know counts: “Home address” is no “Home”. None when no sheet has
    enough. One query.
    """
    remembered = remembered_layout(place, kind=kind.name, sheets=upload.sheets)
    if remembered is not None:
        return remembered
    found = [_exact(number, sheet, kind) for number, sheet in enumerate(upload.sheets)]
    enough = [layout for layout in found if layout is not None and kind.enough(layout.columns)]
    return max(enough, key=lambda layout: len(layout.columns), default=None)


def _exact(number: int, sheet: Sheet, kind: SheetKind) -> Layout | None:
    known = aliases(kind.fields)
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
