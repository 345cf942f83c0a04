"""Writes spreadsheets that are safe to open: no text of ours, or of anyone's, can run as a formula.

A text that a spreadsheet program would take for a formula (it begins with =, +, -, @ or a full-width twin
of these; tabs and line ends in front of it are dropped) gets an apostrophe in front, as the OWASP advice on
CSV injection has it; `sheets.reading` takes it off again. In a workbook, where text is typed as text, a
telephone number keeps its plus; in CSV, which has no types, only a lone dash goes without. Numbers and dates
are written as such, so -5 stays a number.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

import xlsxwriter

from havenkeep.sheets.cells import clean

Cell: TypeAlias = str | int | float | Decimal | bool | date | datetime | None

LONDON: Final = ZoneInfo("Europe/London")

_STARTS_FORMULA = re.compile(r"^'*\s*[=+\-@＝＋－＠]")
_HARMLESS = re.compile(r"^[+\-]?[\d ().\-]*$")
_LONGEST_TEXT: Final = 32_767
_LARGEST_EXACT: Final = 10**15
_NARROWEST, _WIDEST = 8, 60
_WIDTH_SAMPLE: Final = 500
_FIXED_MOMENT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes for the same rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOut:
    """One sheet to write. `widths` are in characters, by column; others follow what the column holds."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()


def write_xlsx(sheets: Sequence[SheetOut]) -> bytes:
    """An Excel workbook: headings bold and frozen, with filters; texts wrapped; numbers and dates typed.

    Moments with a zone are shown in London time. Raises ValueError when there is no sheet.
    """
    if not sheets:
        raise ValueError("A workbook needs at least one sheet.")
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _FIXED_MOMENT})
        formats = {
            "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            "number": book.add_format({"valign": "top"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
            "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"}),
        }
        names: set[str] = set()
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.name, names)), sheet=sheet, formats=formats)
    return out.getvalue()


def write_csv(*, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Comma-separated text as Excel opens it rightly: UTF-8 with its mark, CRLF, texts in quotes."""
    return b"".join(csv_lines(headings=headings, rows=rows))


def csv_lines(*, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield what `write_csv` returns, a line at a time."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([_csv_text(heading) for heading in headings])
    yield "\ufeff".encode()
    for row in rows:
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
        writer.writerow([_csv_value(value) for value in row])
    yield out.getvalue().encode()


def safe_text(text: str) -> str:
    """Text cleaned as `cells.clean` does, with an apostrophe in front when it would start a formula."""
    text = clean(text)[: _LONGEST_TEXT - 1]
    return f"'{text}" if _STARTS_FORMULA.match(text) else text


def _csv_text(text: str) -> str:
    return "-" if text.strip() == "-" else safe_text(text)


def _csv_value(value: Cell) -> str | int | Decimal:
    match value:
        case str():
            return _csv_text(value)
        case bool():
            return "Yes" if value else "No"
        case int() | Decimal() if _fits(value):
            return value
        case float() if math.isfinite(value):
            return Decimal(repr(value))
        case _:
            return _plain(value)


def _plain(value: Cell) -> str:
    """What neither file type can hold as a number or date, in words."""
    match value:
        case datetime():
            return f"{_local(value):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case int():
            return safe_text(str(value))
        case _:
            return ""


def _fits(value: int | Decimal) -> bool:
    """Whether a spreadsheet program, which keeps 15 figures, shows the number as it is."""
    return (isinstance(value, int) or value.is_finite()) and -_LARGEST_EXACT < value < _LARGEST_EXACT


def _local(value: datetime) -> datetime:
    return value.astimezone(LONDON).replace(tzinfo=None) if value.tzinfo else value


def _write_sheet(worksheet: Any, *, sheet: SheetOut, formats: dict[str, Any]) -> None:
    columns = len(sheet.headings)
    widths = [_NARROWEST] * columns
    for column, heading in enumerate(sheet.headings):
        worksheet.write_string(0, column, safe_text(heading), formats["heading"])
        widths[column] = _width(heading, widths[column])
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(worksheet, last, column, value, formats=formats)
            if last <= _WIDTH_SAMPLE and column < columns:
                widths[column] = _width(value, widths[column])
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else width)
    worksheet.freeze_panes(1, 0)
    if columns:
        worksheet.autofilter(0, 0, last, columns - 1)


def _write_cell(
    worksheet: Any,
    row: int,
    column: int,
    value: Cell,
    *,
    formats: dict[str, Any],
) -> None:
    match value:
        case None | "":
            return
        case str():
            text = value.strip() if _HARMLESS.match(value) else safe_text(value)
            worksheet.write_string(row, column, text, formats["text"])
        case bool():
            worksheet.write_string(row, column, "Yes" if value else "No", formats["text"])
        case int() | Decimal() if _fits(value):
            worksheet.write_number(row, column, value, formats["number"])
        case float() if math.isfinite(value):
            worksheet.write_number(row, column, value, formats["number"])
        case datetime() if value.year > 1900:
            worksheet.write_datetime(row, column, _local(value), formats["moment"])
        case date() if value.year > 1900:
            worksheet.write_datetime(row, column, value, formats["date"])
        case _ if text := _plain(value):
            worksheet.write_string(row, column, text, formats["text"])


def _width(value: Cell, least: int) -> int:
    if isinstance(value, datetime):
        return max(least, 16)
    if isinstance(value, date):
        return max(least, 11)
    longest = max((len(line) for line in str(value or "").splitlines()), default=0)
    return max(least, min(longest + 2, _WIDEST))


def _sheet_name(name: str, taken: set[str]) -> str:
    """A tab's name that Excel takes: 31 characters, none of []:*?/\\, not History, unlike the others."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip("' ")[:31].rstrip("' ") or "Sheet"
    if base.casefold() == "history":
        base = "History list"
    chosen, number = base, 1
    while chosen.casefold() in taken:
        number += 1
        chosen = f"{base[: 31 - len(str(number)) - 1]} {number}"
    taken.add(chosen.casefold())
    return chosen
