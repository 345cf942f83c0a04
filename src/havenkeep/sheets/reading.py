"""Reads spreadsheets that strangers made: CSV and its kin, Excel (.xlsx) and OpenDocument (.ods).

The kind is told by the file's content, never by its name. All cells come back as text (see `cells` for how
each kind of value is written), a cell merged over several rows says its text on each of them, and a formula
gives the value it last had. Macros, passwords, bombs and damaged files are refused in a sentence that says
what to do.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO

from havenkeep.sheets import delimited, ods, xlsx
from havenkeep.sheets.cells import clean
from havenkeep.sheets.containers import Kind, kind_of
from havenkeep.sheets.table import MIB, Budget, Limits, Row, Sheet, SheetLabel, Unreadable, Workbook, quoted

__all__ = [
    "Limits",
    "Row",
    "Sheet",
    "SheetLabel",
    "Unreadable",
    "Workbook",
    "read_workbook",
    "stream_rows",
    "stream_workbook",
]

_READERS = {Kind.XLSX: xlsx.contents, Kind.ODS: ods.contents}


def read_workbook(source: Path | bytes, *, name: str, limits: Limits | None = None) -> Workbook:
    """Reads a whole spreadsheet into memory: every sheet, hidden ones too, with their numbered rows.

    `name` is the file's name as the person knows it; sentences quote it. Raises Unreadable with one plain
    sentence for anything that is not a spreadsheet within the limits, and OSError when it cannot be opened.
    """
    sheets: list[tuple[SheetLabel, list[Row]]] = []
    known: dict[str, str] = {}
    with _opened(source) as stream:
        digest = _digest(stream)
        for item in _contents(stream, name=name, limits=limits or Limits()):
            if isinstance(item, SheetLabel):
                sheets.append((item, []))
            else:
                shared = tuple(
                    known.setdefault(text, text) if len(text) < 40 else text for text in item.cells
                )
                sheets[-1][1].append(Row(item.number, shared))
    if not any(rows for _, rows in sheets):
        raise Unreadable(f"{quoted(name)} is empty. Choose the file that holds your list.")
    return Workbook(
        sheets=tuple(Sheet(label.name, label.visible, tuple(rows)) for label, rows in sheets), sha256=digest
    )


def stream_workbook(
    source: Path | bytes, *, name: str, limits: Limits | None = None
) -> Iterator[SheetLabel | Row]:
    """Yields each sheet's label followed by its rows, without holding the file.

    Memory is constant for CSV and ODS, and for XLSX but for 8 bytes a shared text. Raises Unreadable,
    possibly after some rows have been given: keep nothing until the end.
    """
    with _opened(source) as stream:
        yield from _contents(stream, name=name, limits=limits or Limits.streamed())


def stream_rows(
    source: Path | bytes, *, name: str, sheet: str | None = None, limits: Limits | None = None
) -> Iterator[Row]:
    """Yields the rows of one sheet: the one named, in any case, or else the first that is visible.

    Raises Unreadable as `stream_workbook` does, and when no such sheet exists.
    """
    wanted, seen = None if sheet is None else clean(sheet).casefold(), False
    for item in stream_workbook(source, name=name, limits=limits):
        if isinstance(item, SheetLabel):
            if seen:
                return
            seen = item.visible if wanted is None else item.name.casefold() == wanted
        elif seen:
            yield item
    if not seen:
        named = "no visible sheet" if sheet is None else f"no sheet named “{clean(sheet)[:60]}”"
        raise Unreadable(f"{quoted(name)} has {named}. Choose the file that holds it.")


def _contents(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[SheetLabel | Row]:
    budget = Budget(limits=limits, name=name)
    kind = kind_of(stream, budget=budget)
    if kind is Kind.DELIMITED:
        yield SheetLabel(clean(PurePath(name.replace("\\", "/")).stem))
        yield from delimited.rows(stream, budget=budget)
    else:
        yield from _READERS[kind](stream, budget=budget)


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(MIB):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def _opened(source: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield io.BytesIO(source)
    else:
        with source.open("rb") as stream:
            yield stream
