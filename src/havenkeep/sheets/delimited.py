"""Reads comma, semicolon, tab and pipe separated text, whichever of the usual encodings it came in."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from havenkeep.sheets.cells import typed_text
from havenkeep.sheets.containers import ACCEPTED, looks_utf16
from havenkeep.sheets.table import MIB, Budget, Row, Unreadable

_SAMPLE: Final = 64 * 1024
_DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST_LINE: Final = 4 * MIB


def rows(stream: BinaryIO, *, budget: Budget) -> Iterator[Row]:
    """The rows that hold something, in constant memory.

    A row's number is its record's, so a line end inside quotes does not move it, and a blank line counts, as
    in a spreadsheet program. Raises Unreadable past the limits or for a quotation mark never closed.
    """
    encoding = _encoding(stream)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        sample = text.read(_SAMPLE)
        said = _said_delimiter(sample)
        text.seek(0)
        lines = _lines(text, budget=budget)
        if said:
            next(lines)
        yield from _records(csv.reader(lines, delimiter=said or _delimiter(sample)), budget=budget)
    finally:
        text.detach()


def _records(reader: Iterator[list[str]], *, budget: Budget) -> Iterator[Row]:
    number = 0
    try:
        for record in reader:
            number += 1
            cells = [typed_text(cell) for cell in record]
            while cells and not cells[-1]:
                cells.pop()
            if not cells:
                continue
            budget.column(len(cells) - 1)
            budget.cell_length(max(map(len, cells)), row=number)
            row = Row(number, tuple(cells))
            budget.row(row.cells)
            yield row
    except csv.Error as error:
        raise Unreadable(
            f"{budget.name} cannot be followed after row {number:,}: most likely a quotation mark there is "
            "opened and never closed. Mend that row, save the file and try again."
        ) from error


def _lines(text: io.TextIOWrapper, *, budget: Budget) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if len(line) >= _LONGEST_LINE:
            raise Unreadable(
                f"{budget.name} does not look like a list: it has no line ends. Save it again as .xlsx."
            )
        if "\x00" in line:
            raise Unreadable(f"{budget.name} is not a spreadsheet. {ACCEPTED}")
        yield line


def _encoding(stream: BinaryIO) -> str:
    """UTF-8 or UTF-16 by mark or by look, else Windows-1252, which is what older programs here write."""
    head = stream.read(4096)
    stream.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if utf16 := looks_utf16(head):
        return utf16
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := stream.read(MIB):
            decoder.decode(piece)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        stream.seek(0)
    return "utf-8"


def _said_delimiter(sample: str) -> str:
    """The delimiter a first line such as `sep=;` names, as Excel honours it; empty when there is none."""
    first = sample.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    if len(first) == 5 and first.lower().startswith("sep=") and first[4] in _DELIMITERS:
        return first[4]
    return ""


def _delimiter(sample: str) -> str:
    """The delimiter that cuts most of the sample's rows into the same number of cells, more than one.

    A delimiter that leaves quotation marks in the middle of a cell is only believed when all of them do.
    """
    lines = sample.splitlines(keepends=True)
    if len(lines) > 1 and len(sample) >= _SAMPLE:
        lines.pop()
    for strict in (True, False):
        scores = {delimiter: _score(lines, delimiter=delimiter, strict=strict) for delimiter in _DELIMITERS}
        if any(scores.values()):
            return max(_DELIMITERS, key=lambda delimiter: scores[delimiter] or (0, 0))
    return _DELIMITERS[0]


def _score(lines: list[str], *, delimiter: str, strict: bool) -> tuple[int, int] | None:
    """(rows, width) of the commonest width above one; None when there is none or the quotes make no sense."""
    widths: dict[int, int] = {}
    try:
        for record in csv.reader(lines, delimiter=delimiter, strict=strict):
            if len(record) > 1:
                widths[len(record)] = widths.get(len(record), 0) + 1
    except csv.Error as error:
        if "end of data" not in str(error):  # a sample may end inside quotes
            return None
    return max(((count, width) for width, count in widths.items()), default=None)
