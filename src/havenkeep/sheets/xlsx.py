"""Streams Excel workbooks (.xlsx) row by row. Format: ECMA-376, SpreadsheetML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, Final

from havenkeep.sheets import cells, xlsx_parts, xlsx_strings
from havenkeep.sheets.containers import opened_zip, part
from havenkeep.sheets.markup import PIECE, feed
from havenkeep.sheets.merging import MOST_MERGES, MergedDown
from havenkeep.sheets.number_formats import GENERAL, NumberFormat, number_as_shown
from havenkeep.sheets.shared_strings import SharedStrings
from havenkeep.sheets.table import Budget, Row, SheetLabel
from havenkeep.sheets.xlsx_strings import unescaped

_LAST_ROW: Final = 1_048_576
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref\s*=\s*["\']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["\']'
)
_PLACE = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_OVERLAP: Final = 512
_NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_CELL, _VALUE, _ROW, _SPOKEN, _DATA = range(5)
_TAGS: Final = {
    f"{namespace} {name}": tag
    for namespace in _NAMESPACES
    for name, tag in (
        ("c", _CELL),
        ("v", _VALUE),
        ("t", _VALUE),
        ("row", _ROW),
        ("rPh", _SPOKEN),
        ("sheetData", _DATA),
    )
}


def contents(stream: BinaryIO, *, budget: Budget) -> Iterator[SheetLabel | Row]:
    """Each sheet's label, then its rows. Raises Unreadable past the limits or when the file is damaged."""
    with opened_zip(stream, budget=budget) as archive, SharedStrings() as strings:
        book = xlsx_parts.contents(archive, budget=budget)
        if book.shared_strings:
            xlsx_strings.load(strings, archive, book.shared_strings, budget=budget)
        formats = xlsx_parts.cell_formats(archive, book.styles, budget=budget) if book.styles else ()
        for sheet in book.sheets:
            budget.new_sheet()
            yield sheet.label
            merged = _merged_downwards(archive, sheet.path, budget=budget)
            reader = _Reader(
                budget=budget, strings=strings, formats=formats, from_1904=book.from_1904, merged=merged
            )
            with part(archive, sheet.path, budget=budget) as xml:
                for _ in feed(xml, budget=budget, to=reader):
                    found, reader.found = reader.found, []
                    yield from found


def _merged_downwards(archive: zipfile.ZipFile, path: str, *, budget: Budget) -> MergedDown:
    """The cells merged over several rows.

    Excel writes the merges after the cells, so they are looked for in the raw bytes before the rows are read.
    """
    merges = MergedDown()
    kept = b""
    with part(archive, path, budget=budget) as xml:
        while piece := xml.read(PIECE):
            budget.unpacked(len(piece))
            window = kept + piece
            last = 0
            if b"mergeCell" in window:
                for match in _MERGE.finditer(window):
                    last = match.end()
                    first_column, first_row = _place(match[1].decode())
                    _, last_row = _place(match[2].decode())
                    merges.add(column=first_column, first_row=first_row, last_row=last_row)
                if len(merges) > MOST_MERGES:
                    raise budget.bomb()
            kept = window[max(last, len(window) - _OVERLAP) :]
    return merges


@lru_cache(maxsize=2048)
def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _place(reference: str) -> tuple[int, int]:
    """(column from 0, row from 1) of a reference such as AB12."""
    match = _PLACE.match(reference)
    return (_column(match[1]), int(match[2])) if match else (0, 1)


class _Reader:
    """Follows the events of one sheet; `found` holds the rows not yet taken."""

    def __init__(
        self,
        *,
        budget: Budget,
        strings: SharedStrings,
        formats: tuple[NumberFormat, ...],
        from_1904: bool,
        merged: MergedDown,
    ) -> None:
        self.depth = 0
        self.found: list[Row] = []
        self._budget = budget
        self._strings = strings
        self._formats = formats
        self._from_1904 = from_1904
        self._merged = merged
        self._in_data = False
        self._row = 0
        self._next_column = 0
        self._values: dict[int, str] = {}
        self._column = 0
        self._kind = ""
        self._style = ""
        self._taking = False
        self._spoken = 0
        self._pieces: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        tag = _TAGS.get(name)
        if tag == _CELL and self._in_data:
            self._open_cell(attributes)
        elif tag == _VALUE:
            self._taking = self._in_data and not self._spoken
        elif tag == _ROW and self._in_data:
            self._open_row(attributes)
        elif tag == _SPOKEN:
            self._spoken += 1
        elif tag == _DATA:
            self._in_data = True

    def end(self, name: str) -> None:
        self.depth -= 1
        tag = _TAGS.get(name)
        if tag == _CELL and self._in_data:
            self._close_cell()
        elif tag == _VALUE:
            self._taking = False
        elif tag == _ROW and self._in_data:
            self._close_row()
        elif tag == _SPOKEN:
            self._spoken -= 1
        elif tag == _DATA:
            self._in_data = False

    def characters(self, data: str) -> None:
        if self._taking:
            self._length += len(data)
            self._budget.cell_length(self._length, row=self._row)
            self._pieces.append(data)

    def _open_row(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        row = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else self._row + 1
        if not self._row < row <= _LAST_ROW:
            raise self._budget.damaged()
        for left_out in self._merged.rows_left_out(after=self._row, before=row):
            self._row, self._values = left_out, {}
            self._close_row()
        self._row = row
        self._next_column = 0
        self._values = {}

    def _open_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "")
        letters = reference.rstrip("0123456789")
        column = _column(letters) if letters.isascii() and letters.isalpha() and len(letters) < 4 else -1
        self._column = column if column >= 0 else self._next_column
        self._next_column = self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._pieces = []
        self._length = 0

    def _close_cell(self) -> None:
        if not self._pieces:
            return
        text = self._text("".join(self._pieces))
        if text:
            self._budget.column(self._column)
            self._budget.cell_length(len(text), row=self._row)
            self._values[self._column] = text

    def _close_row(self) -> None:
        self._merged.fill(row=self._row, values=self._values)
        if not self._values:
            return
        values = tuple(self._values.get(column, "") for column in range(max(self._values) + 1))
        self._budget.row(values)
        self.found.append(Row(self._row, values))

    def _text(self, raw: str) -> str:
        match self._kind:
            case "s":
                return self._shared(raw.strip())
            case "n":
                return number_as_shown(raw.strip(), shown_by=self._format(), from_1904=self._from_1904)
            case "b":
                return cells.boolean_text(raw.strip() in {"1", "true"})
            case "d":
                return cells.iso_date_text(raw)
            case _:
                return unescaped(raw)

    def _shared(self, raw: str) -> str:
        try:
            return self._strings.at(int(raw)) if raw.isascii() and raw.isdigit() else ""
        except (IndexError, OverflowError, ValueError) as error:
            raise self._budget.damaged() from error

    def _format(self) -> NumberFormat:
        style = self._style
        number = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else 0
        return self._formats[number] if number < len(self._formats) else GENERAL
