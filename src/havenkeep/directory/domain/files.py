"""Which national list a file is, and the day it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, islice
from typing import Final, Protocol, TypeAlias

from havenkeep.directory.domain import cqc_directory, dspt_search
from havenkeep.directory.domain.cqc_directory import CqcRow
from havenkeep.directory.domain.dspt_search import DsptRow
from havenkeep.directory.domain.reading import CannotImport, Refused, parse_day
from havenkeep.sheets.headings import Aliases, Headings, NoHeadings, find_headings
from havenkeep.sheets.reading import Row, SheetLabel

_WITHIN: Final = 25
_DATED: Final = (
    (re.compile(r"(?<!\d)(\d{1,2})_(\d{1,2})_(\d{4})(?!\d)"), "/"),
    (re.compile(r"(?<!\d)(\d{1,2})[_ -]([A-Za-z]{3,9})[_ -](\d{4})(?!\d)"), " "),
    (re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)"), "-"),
)


class ListKind(StrEnum):
    """The national lists we know."""

    DSPT = "dspt"
    CQC = "cqc"


LIST_TITLES: Final = {
    ListKind.DSPT: "the toolkit's public search of organisations",
    ListKind.CQC: "the CQC's list of locations",
}

Entries: TypeAlias = Iterator[DsptRow | CqcRow | Refused]


class _Reader(Protocol):
    def __call__(self, rows: Iterable[Row], *, headings: Headings) -> Entries: ...


_READERS: Final[Mapping[ListKind, tuple[Aliases, frozenset[str], _Reader]]] = {
    ListKind.DSPT: (dspt_search.ALIASES, dspt_search.REQUIRED, dspt_search.read),
    ListKind.CQC: (cqc_directory.ALIASES, cqc_directory.REQUIRED, cqc_directory.read),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A recognised list; `entries` reads on as it is consumed."""

    kind: ListKind
    entries: Entries


def recognise(contents: Iterable[SheetLabel | Row], *, name: str) -> Listing:
    """Finds the sheet that holds a national list, and reads its rows.

    Raises CannotImport when no sheet has the headings of either list.
    """
    stream = iter(contents)
    sheets = 0
    label = next(stream, None)
    while label is not None:
        sheets += 1
        first, following = _first_rows(stream)
        listing = _listing(first, stream if following is None else iter(()))
        if listing is not None:
            return listing
        label = following if following is not None else _next_label(stream)
    raise CannotImport(
        f"“{name}” is not a list we know. Use the file from the toolkit's organisation search, "
        "or the CQC's list of active locations, as it was downloaded."
    )


def _first_rows(stream: Iterator[SheetLabel | Row]) -> tuple[list[Row], SheetLabel | None]:
    """A sheet's first rows, and the label of the sheet behind it if that came already."""
    rows: list[Row] = []
    for item in islice(stream, _WITHIN):
        if isinstance(item, SheetLabel):
            return rows, item
        rows.append(item)
    return rows, None


def _next_label(stream: Iterator[SheetLabel | Row]) -> SheetLabel | None:
    return next((item for item in stream if isinstance(item, SheetLabel)), None)


def _this_sheet(stream: Iterator[SheetLabel | Row]) -> Iterator[Row]:
    for item in stream:
        if isinstance(item, SheetLabel):
            return
        yield item


def _listing(first: list[Row], rest: Iterator[SheetLabel | Row]) -> Listing | None:
    for kind, (aliases, required, read) in _READERS.items():
        with suppress(NoHeadings):
            headings = find_headings(first, aliases=aliases, required=required, within=_WITHIN)
            below = (row for row in chain(first, _this_sheet(rest)) if row.number > headings.row_number)
            return Listing(kind, read(below, headings=headings))
    return None


def date_in_name(name: str) -> date | None:
    """The day in a file's name: `DSPT search results 09_09_2022 12_44_07.csv`, `01_July_2026_HSCA_….ods`."""
    for pattern, joint in _DATED:
        for match in pattern.finditer(name):
            with suppress(ValueError):
                return parse_day(joint.join(match.groups()))
    return None


def list_date(*, name: str, told: date | None, today: date) -> date:
    """The day a list tells of: the one in its name, else the one that a person told.

    Raises CannotImport when neither is there, or when the day has not come yet.
    """
    day = date_in_name(name) or told
    if day is None:
        raise CannotImport(
            f"The name “{name}” does not say which day the list is of. "
            "Keep the name it was downloaded under, or give the day yourself."
        )
    if day > today:
        raise CannotImport(
            f"The list is dated {day:%d/%m/%Y}, which has not come yet. Check the file's name."
        )
    return day
