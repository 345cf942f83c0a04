"""Workbooks in the house style: headings that stay, wrapped texts, and a page that prints whole in width."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import xlsxwriter

from havenkeep.printing.text import printable
from havenkeep.sheets.writing import Cell, safe_text

LONDON: Final = ZoneInfo("Europe/London")
LONGEST_CELL: Final = 32_767
SHORTENED: Final = " … (Shortened here. The whole text is in the Word file and the PDF.)"
A4: Final = 9
LINE_POINTS: Final = 15
TALLEST_ROW_POINTS: Final = 409

PLAIN: Final[Mapping[str, object]] = {
    "font_name": "Calibri", "font_size": 11, "font_color": "#26221D", "text_wrap": True, "align": "left",
    "valign": "top", "indent": 1,
    "bottom": 1, "bottom_color": "#E2D8C9",
}  # fmt: skip
FORMATS: Final[Mapping[str, Mapping[str, object]]] = {
    "text": {"num_format": "@"},
    "guarded": {"num_format": "@", "quote_prefix": True},
    "strong": {"num_format": "@", "bold": True},
    "soon": {"num_format": "@", "bg_color": "#FCEFD4", "font_color": "#7A4B00"},
    "date": {"num_format": "d mmm yyyy"},
    "moment": {"num_format": "d mmm yyyy hh:mm"},
    "number": {},
    "heading": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0F5C5A", "valign": "vcenter"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One sheet. `widths` are in characters. `printed` is how many columns go on paper, all when 0.

    `strong` names the columns in bold, `soon` the cells (row and column, from 0 under the headings) that
    warn.
    """

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    printed: int = 0
    strong: frozenset[int] = frozenset()
    soon: frozenset[tuple[int, int]] = frozenset()


def write_workbook(*, title: str, running: str, made_at: datetime, tabs: Iterable[Tab]) -> bytes:
    """Return an .xlsx file, A4 landscape, in which every text is a text and none can run.

    What a spreadsheet would take for a formula gets Excel's own unseen apostrophe, so that copying a cell
    gives exactly the text. Moments with a zone are shown in London time.
    """
    out = io.BytesIO()
    with _workbook(out, title=title, made_at=made_at) as book:
        formats = {name: book.add_format({**PLAIN, **extra}) for name, extra in FORMATS.items()}
        for tab in tabs:
            sheet = book.add_worksheet(tab.name)
            _page(sheet, tab, running=running)
            _fill(sheet, tab, formats)
    return out.getvalue()


@contextmanager
def _workbook(out: io.BytesIO, *, title: str, made_at: datetime) -> Iterator[Any]:
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": printable(title)[:255],
                "author": "Havenkeep",
                "created": made_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        yield book


def _page(sheet: Any, tab: Tab, *, running: str) -> None:
    last = max(len(tab.rows), 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, (tab.printed or len(tab.headings)) - 1)
    # In a footer & begins a command, and the whole may hold 255 characters.
    sheet.set_footer(f"&L&9{printable(running).replace('&', '&&')[:200]}&R&9Page &P of &N")
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(tab.headings) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    sheet.set_row(0, 24)


def _fill(sheet: Any, tab: Tab, formats: Mapping[str, Any]) -> None:
    for column, (heading, width) in enumerate(zip(tab.headings, tab.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, formats["heading"])
    for number, row in enumerate(tab.rows):
        sheet.set_row(number + 1, _height(row, tab.widths))
        for column, value in enumerate(row):
            look = "strong" if column in tab.strong else "soon" if (number, column) in tab.soon else "text"
            _cell(sheet, number + 1, column, value, look=look, formats=formats)


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """Return a row's height in points: not every program measures wrapped text when it opens a file."""
    lines = (
        sum(len(line) // max(width - 1, 1) + 1 for line in value.split("\n"))
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str)
    )
    return min(LINE_POINTS * max(lines, default=1) + 4, TALLEST_ROW_POINTS)


def _cell(
    sheet: Any,
    row: int,
    column: int,
    value: Cell,
    *,
    look: str,
    formats: Mapping[str, Any],
) -> None:
    match value:
        case None:
            sheet.write_blank(row, column, None, formats[look])
        case datetime():
            moment = value.astimezone(LONDON).replace(tzinfo=None) if value.tzinfo else value
            sheet.write_datetime(row, column, moment, formats["moment"])
        case date():
            sheet.write_datetime(row, column, value, formats["date"])
        case bool():
            sheet.write_string(row, column, "Yes" if value else "No", formats[look])
        case str():
            text, guarded = exact_text(value)
            sheet.write_string(row, column, text, formats["guarded" if guarded else look])
        case _:
            sheet.write_number(row, column, value, formats["number"])


def exact_text(text: str) -> tuple[str, bool]:
    """Return `text` fit for a cell, and whether it must carry Excel's unseen apostrophe to stay a text."""
    clean = printable(text)
    if len(clean) >= LONGEST_CELL:
        clean = clean[: LONGEST_CELL - len(SHORTENED) - 2] + SHORTENED
    plain = safe_text(f"x{clean}")[1:]  # behind a letter nothing is guarded
    return plain, safe_text(clean) != plain
