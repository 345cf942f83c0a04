"""Reads old Excel workbooks (.xls) into rows. The records themselves are in `biff`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from havenkeep.sheets import biff, cells
from havenkeep.sheets.biff import DamagedBook, Record
from havenkeep.sheets.containers import compound_book, protected
from havenkeep.sheets.merging import MOST_MERGES, MergedDown
from havenkeep.sheets.number_formats import BUILT_IN, GENERAL, NumberFormat, number_as_shown, number_format
from havenkeep.sheets.shared_strings import SharedStrings
from havenkeep.sheets.table import Budget, Row, SheetLabel

_MOST_STYLES: Final = 70_000
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class _Book:
    """What the workbook's first records say of all its sheets. `sheets` are (label, place in the stream)."""

    strings: SharedStrings
    sheets: list[tuple[SheetLabel, int]] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    styles: list[int] = field(default_factory=list)
    formats: tuple[NumberFormat, ...] = ()
    from_1904: bool = False
    code_page: str = ""


def contents(stream: BinaryIO, *, budget: Budget) -> Iterator[SheetLabel | Row]:
    """Each sheet's label, then its rows. Raises Unreadable past the limits or when the file is damaged."""
    data = compound_book(stream.read(), budget=budget)
    try:
        with SharedStrings() as strings:
            book = _read_globals(data, strings=strings, budget=budget)
            ends = _ends([place for _, place in book.sheets], last=len(data))
            for label, place in book.sheets:
                budget.new_sheet()
                yield label
                reader = _SheetReader(book, budget)
                reader.read(data, start=place, end=ends[place])
                yield from reader.rows()
    except DamagedBook as error:
        raise budget.damaged() from error


def _read_globals(data: bytes, *, strings: SharedStrings, budget: Budget) -> _Book:
    book = _Book(strings)
    for number, record in enumerate(biff.records(data)):
        if number == 0:
            if record.kind != biff.BEGIN:
                raise DamagedBook
            book.code_page = "" if record.unpack("H")[0] >= biff.BIFF8 else "cp1252"
        elif record.kind == biff.FILEPASS:
            raise protected(budget)
        elif record.kind == biff.END:
            break
        else:
            _read_global(record, book=book, budget=budget)
    if not book.sheets:
        raise DamagedBook
    book.formats = tuple(number_format(book.codes.get(number, "General")) for number in book.styles)
    return book


def _read_global(record: Record, *, book: _Book, budget: Budget) -> None:
    text = biff.Text((record.body, *record.more), at=0, code_page=book.code_page)
    match record.kind:
        case biff.DATE_MODE:
            book.from_1904 = record.unpack("H")[0] == 1
        case biff.CODE_PAGE if book.code_page:
            book.code_page = _codec(record.unpack("H")[0])
        case biff.BOUND_SHEET:
            place, state, kind = record.unpack("IBB")
            text.take(6)
            name = cells.clean(text.short(counted_in_bytes=1))
            if kind == 0:
                book.sheets.append((SheetLabel(name, visible=state & 3 == 0), place))
        case biff.FORMAT:
            (number,) = record.unpack("H")
            text.take(2)
            book.codes[number] = text.short(counted_in_bytes=1 if book.code_page else 2)
        case biff.STYLE:
            book.styles.append(record.unpack("HH")[1])
        case biff.SHARED_STRINGS:
            _read_shared(record, book=book, budget=budget)
    if len(book.styles) > _MOST_STYLES or len(book.codes) > _MOST_STYLES or len(book.sheets) > 500:
        raise budget.bomb()


def _ends(places: list[int], *, last: int) -> dict[int, int]:
    """Where each sheet must have ended: sheets never overlap, or reading them all could take for ever."""
    ordered = sorted(places)
    if len(set(ordered)) < len(ordered):
        raise DamagedBook
    return dict(zip(ordered, [*ordered[1:], last], strict=True))


def _codec(code_page: int) -> str:
    """Python's name for a Windows code page; Western European when it is none that we know."""
    return f"cp{code_page}" if code_page in {437, 850, 874, *range(1250, 1259)} else "cp1252"


def _read_shared(record: Record, *, book: _Book, budget: Budget) -> None:
    _, declared = record.unpack("II")
    text = biff.Text((record.body, *record.more), at=8)
    count = 0
    while count < declared and not text.ended:
        shared = text.shared()
        budget.text_length(len(shared))
        book.strings.add(cells.typed_text(shared))
        count += 1


class _SheetReader:
    """Gathers one sheet's cells, which old writers may store out of order."""

    def __init__(self, book: _Book, budget: Budget) -> None:
        self._book = book
        self._budget = budget
        self._cells: dict[int, dict[int, str]] = {}
        self._count = 0
        self._merged = MergedDown()
        self._awaiting: tuple[int, int] | None = None

    def read(self, data: bytes, *, start: int, end: int) -> None:
        """Takes in the records of the sheet that starts at a place and may not reach beyond `end`."""
        depth, at = 0, start
        for record in biff.records(data, start=start):
            at += 4 + len(record.body) + sum(4 + len(body) for body in record.more)
            if at > end:
                break
            if record.kind == biff.BEGIN:
                depth += 1
            elif record.kind == biff.END:
                depth -= 1
            elif depth == 1:
                self.take(record)
            if depth <= 0:
                return
        raise DamagedBook

    def take(self, record: Record) -> None:
        kind = record.kind
        if kind == biff.FORMULA_STRING:
            self._take_formula_string(record)
        elif kind == biff.MERGED:
            self._take_merges(record)
        elif kind == biff.RK_RUN:
            row, first = record.unpack("HH")
            for index in range((len(record.body) - 6) // 6):
                style, packed = record.unpack("HI", 4 + index * 6)
                self._put(row, first + index, self._number(biff.rk_number(packed), style))
        elif kind in _CELLS or kind in biff.FORMULA:
            row, column, style = record.unpack("HHH")
            self._put(row, column, self._text(record, row=row, column=column, style=style))

    def rows(self) -> Iterator[Row]:
        last = 0
        for number in sorted(self._cells):
            for row in (*self._merged.rows_left_out(after=last, before=number), number):
                yield from self._row(row)
            last = number
        for row in self._merged.rows_left_out(after=last, before=1 << 17):
            yield from self._row(row)

    def _row(self, number: int) -> Iterator[Row]:
        values = self._cells.pop(number, {})
        self._merged.fill(row=number, values=values)
        if values:
            row = Row(number, tuple(values.get(column, "") for column in range(max(values) + 1)))
            self._budget.row(row.cells)
            yield row

    def _put(self, row: int, column: int, text: str) -> None:
        if text:
            self._budget.column(column)
            self._budget.cell_length(len(text), row=row + 1)
            self._count += 1
            self._budget.held(self._count)
            self._cells.setdefault(row + 1, {})[column] = text

    def _text(self, record: Record, *, row: int, column: int, style: int) -> str:
        match record.kind:
            case biff.LABEL_SHARED:
                try:
                    return self._book.strings.at(record.unpack("I", 6)[0])
                except IndexError as error:
                    raise DamagedBook from error
            case biff.LABEL | biff.LABEL_RICH:
                text = biff.Text((record.body, *record.more), at=6, code_page=self._book.code_page)
                return cells.typed_text(text.short(counted_in_bytes=2))
            case biff.NUMBER:
                return self._number(record.unpack("d", 6)[0], style)
            case biff.RK:
                return self._number(biff.rk_number(record.unpack("I", 6)[0]), style)
            case biff.TRUTH:
                value, wrong = record.unpack("BB", 6)
                return _ERRORS.get(value, "") if wrong else cells.boolean_text(value != 0)
            case _:
                return self._formula(record, row=row, column=column, style=style)

    def _formula(self, record: Record, *, row: int, column: int, style: int) -> str:
        kind, _, value, _, _, _, mark = record.unpack("BBBBBBH", 6)
        if mark != 0xFFFF:
            return self._number(record.unpack("d", 6)[0], style)
        if kind == 0:
            self._awaiting = (row, column)
        if kind == 1:
            return cells.boolean_text(value != 0)
        return _ERRORS.get(value, "") if kind == 2 else ""

    def _take_formula_string(self, record: Record) -> None:
        if self._awaiting is not None:
            text = biff.Text((record.body, *record.more), at=0, code_page=self._book.code_page)
            self._put(*self._awaiting, cells.typed_text(text.short(counted_in_bytes=2)))
            self._awaiting = None

    def _take_merges(self, record: Record) -> None:
        (count,) = record.unpack("H")
        for index in range(min(count, (len(record.body) - 2) // 8)):
            first, last, column, _ = record.unpack("HHHH", 2 + index * 8)
            self._merged.add(column=column, first_row=first + 1, last_row=last + 1)
        if len(self._merged) > MOST_MERGES:
            raise self._budget.bomb()

    def _number(self, value: float, style: int) -> str:
        shown_by = self._book.formats[style] if style < len(self._book.formats) else GENERAL
        return number_as_shown(repr(value), shown_by=shown_by, from_1904=self._book.from_1904)


_CELLS: Final = frozenset({biff.LABEL_SHARED, biff.LABEL, biff.LABEL_RICH, biff.NUMBER, biff.RK, biff.TRUTH})
