"""Streams OpenDocument spreadsheets in constant memory. Format: OpenDocument 1.3, part 3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from havenkeep.sheets import cells
from havenkeep.sheets.containers import opened_zip, part
from havenkeep.sheets.markup import feed
from havenkeep.sheets.table import Budget, Row, SheetLabel

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE: Final = f"{_NS}table:1.0 "
_TEXT: Final = f"{_NS}text:1.0 "
_OFFICE: Final = f"{_NS}office:1.0 "
_STYLE: Final = f"{_NS}style:1.0 "

_COLUMNS_REPEATED: Final = f"{_TABLE}number-columns-repeated"
_ROWS_REPEATED: Final = f"{_TABLE}number-rows-repeated"
_ROWS_SPANNED: Final = f"{_TABLE}number-rows-spanned"
_VALUE_TYPE: Final = f"{_OFFICE}value-type"
_LAST_ROW: Final = 1 << 31


# Plain numbers: looking up the members of an enumeration would take longer than all the rest of a cell.
_SHEET, _ROW, _CELL, _COVERED, _PARAGRAPH, _SPACES, _TAB, _BREAK, _STYLED, _STYLED_TABLE, _WRAPPER = range(11)

_PARTS: Final = {
    f"{_TABLE}table": _SHEET,
    f"{_TABLE}table-row": _ROW,
    f"{_TABLE}table-cell": _CELL,
    f"{_TABLE}covered-table-cell": _COVERED,
    f"{_TEXT}p": _PARAGRAPH,
    f"{_TEXT}h": _PARAGRAPH,
    f"{_TEXT}s": _SPACES,
    f"{_TEXT}tab": _TAB,
    f"{_TEXT}line-break": _BREAK,
    f"{_STYLE}style": _STYLED,
    f"{_STYLE}table-properties": _STYLED_TABLE,
    f"{_TEXT}span": _WRAPPER,
    f"{_TEXT}a": _WRAPPER,
    f"{_TABLE}table-row-group": _WRAPPER,
    f"{_TABLE}table-header-rows": _WRAPPER,
    f"{_TABLE}table-rows": _WRAPPER,
    f"{_OFFICE}document-content": _WRAPPER,
    f"{_OFFICE}automatic-styles": _WRAPPER,
    f"{_OFFICE}body": _WRAPPER,
    f"{_OFFICE}spreadsheet": _WRAPPER,
}


def contents(stream: BinaryIO, *, budget: Budget) -> Iterator[SheetLabel | Row]:
    """Each sheet's label, then its rows. Raises Unreadable past the limits or when the file is damaged."""
    with opened_zip(stream, budget=budget) as archive, part(archive, "content.xml", budget=budget) as xml:
        reader = _Reader(budget)
        for _ in feed(xml, budget=budget, to=reader):
            if reader.found:
                found, reader.found = reader.found, []
                for item in found:
                    if isinstance(item, SheetLabel):
                        budget.new_sheet()
                        yield item
                    else:
                        yield from _repeated(*item, budget=budget)
        if not reader.any_sheet:
            raise budget.damaged()


def _repeated(number: int, times: int, values: tuple[str, ...], *, budget: Budget) -> Iterator[Row]:
    for offset in range(times):
        budget.row(values)
        yield Row(number + offset, values)


class _Reader:
    """Follows the events of content.xml; `found` holds labels and (number, times, cells) not yet taken."""

    def __init__(self, budget: Budget) -> None:
        self.depth = 0
        self._budget = budget
        self.found: list[SheetLabel | tuple[int, int, tuple[str, ...]]] = []
        self.any_sheet = False
        self._skipped = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._in_table = False
        self._row = 0
        self._row_repeat = 1
        self._row_open = False
        self._values: list[str] = []
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._repeat = 1
        self._covered = False
        self._text: list[str] = []
        self._length = 0
        self._in_paragraph = False
        self._spans: dict[int, tuple[int, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: PLR0912 - one branch for each part
        self.depth += 1
        if self._skipped:
            self._skipped += 1
            return
        kind = _PARTS.get(name)
        if kind in (_CELL, _COVERED):
            if self._row_open and self._cell is None:
                self._open_cell(attributes, covered=kind == _COVERED)
            else:
                self._skipped = 1
        elif kind == _PARAGRAPH and self._cell is not None and not self._in_paragraph:
            if self._text:
                self._add("\n")
            self._in_paragraph = True
        elif kind == _ROW and self._in_table and not self._row_open:
            self._open_row(attributes)
        elif kind == _SHEET and not self._in_table:
            self._open_table(attributes)
        elif kind == _SPACES and self._in_paragraph:
            self._add(" " * min(_count(attributes.get(f"{_TEXT}c")), 200))
        elif kind == _TAB and self._in_paragraph:
            self._add("\t")
        elif kind == _BREAK and self._in_paragraph:
            self._add("\n")
        elif kind == _STYLED:
            self._style = attributes.get(f"{_STYLE}name", "")
        elif kind == _STYLED_TABLE:
            if attributes.get(f"{_TABLE}display") == "false":
                self._hidden_styles.add(self._style)
        elif kind != _WRAPPER:
            self._skipped = 1

    def end(self, name: str) -> None:
        self.depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        kind = _PARTS.get(name)
        if kind in (_CELL, _COVERED):
            self._close_cell()
        elif kind == _PARAGRAPH:
            self._in_paragraph = False
        elif kind == _ROW:
            self._close_row()
        elif kind == _SHEET:
            self._in_table = False

    def characters(self, data: str) -> None:
        if self._in_paragraph and not self._skipped:
            self._add(data)

    def _add(self, text: str) -> None:
        self._length += len(text)
        self._budget.cell_length(self._length, row=self._row + 1)
        self._text.append(text)

    def _open_table(self, attributes: dict[str, str]) -> None:
        self._in_table = self.any_sheet = True
        self._row = 0
        self._spans = {}
        hidden = attributes.get(f"{_TABLE}style-name") in self._hidden_styles
        self.found.append(SheetLabel(cells.clean(attributes.get(f"{_TABLE}name", "")), visible=not hidden))

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row_repeat = _count(attributes.get(_ROWS_REPEATED))
        if self._row + self._row_repeat > _LAST_ROW:
            raise self._budget.damaged()
        self._row_open = True
        self._values = []
        self._column = 0

    def _open_cell(self, attributes: dict[str, str], *, covered: bool) -> None:
        self._cell = attributes
        self._covered = covered
        self._repeat = _count(attributes.get(_COLUMNS_REPEATED))
        self._text = []
        self._length = 0

    def _close_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None:
            return
        if self._covered:
            self._fill_covered()
            return
        text = _cell_text(attributes, "".join(self._text)) if self._text or len(attributes) > 1 else ""
        if text:
            self._budget.cell_length(len(text), row=self._row + 1)
            self._put(self._column, self._repeat, text)
            rows_spanned = _count(attributes.get(_ROWS_SPANNED))
            if rows_spanned > 1:
                self._spans[self._column] = (self._row + rows_spanned, text)
        self._column += self._repeat

    def _fill_covered(self) -> None:
        """A cell merged downwards says its text on each of its rows."""
        last = self._column + self._repeat
        for column in [column for column in self._spans if self._column <= column < last]:
            until, text = self._spans[column]
            if self._row < until:
                self._put(column, 1, text)
            else:
                del self._spans[column]
        self._column = last

    def _put(self, column: int, times: int, text: str) -> None:
        self._budget.column(column + times - 1)
        if column > len(self._values):
            self._values.extend([""] * (column - len(self._values)))
        self._values.extend([text] * times)

    def _close_row(self) -> None:
        if self._values:
            self.found.append((self._row + 1, self._row_repeat, tuple(self._values)))
        self._row += self._row_repeat
        self._row_open = False


def _count(text: str | None) -> int:
    """A repeat or span as written, at least 1."""
    return max(int(text), 1) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1


def _cell_text(attributes: dict[str, str], shown: str) -> str:
    match attributes.get(_VALUE_TYPE):
        case "float" | "currency":
            return cells.shown_number_text(attributes.get(f"{_OFFICE}value", ""), shown=shown)
        case "percentage":
            return cells.percent_text(attributes.get(f"{_OFFICE}value", ""))
        case "date":
            return cells.iso_date_text(attributes.get(f"{_OFFICE}date-value", ""))
        case "time":
            return cells.iso_duration_text(attributes.get(f"{_OFFICE}time-value", ""))
        case "boolean":
            return cells.boolean_text(attributes.get(f"{_OFFICE}boolean-value") == "true")
        case _:
            return cells.typed_text(shown or attributes.get(f"{_OFFICE}string-value", ""))
