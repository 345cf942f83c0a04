"""The day that a cell of a stranger's sheet holds, however platforms and people write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Final

from havenkeep.design.domain.typed_dates import DateParts, UnreadableDateError, read_date

_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMBERS: Final = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})(?!\d)")
_DAY_WORD: Final = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s./-]+([a-z]{{3,9}})\.?,?[\s./-]+(\d{{4}}|\d{{2}})(?!\d)", re.I
)
_WORD_DAY: Final = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I
)
_TIME: Final = re.compile(r"(?:[T\s,]+(?:at\s+)?\d{1,2}[:.]\d{2}.*)?", re.I)


def read_day(
    text: str, *, latest: date | None = None, month_first: bool = False, whole: bool = False
) -> date | None:
    """Return the day a cell begins with; None for no day, or one the calendar does not have.

    Numbers are day before month, unless the year comes first or the column writes `month_first`; a month in
    words may stand on either side. A year of two figures is of this century, or of the last one when it would
    be after `latest`. With `whole`, nothing but a time of day may follow.
    """
    text = text.strip()
    if found := _YEAR_FIRST.match(text):
        year, month, day = found[1], found[2], found[3]
    elif found := _NUMBERS.match(text):
        day, month, year = (found[2], found[1], found[3]) if month_first else (found[1], found[2], found[3])
    elif found := _DAY_WORD.match(text):
        day, month, year = found[1], found[2], found[3]
    elif found := _WORD_DAY.match(text):
        month, day, year = found[1], found[2], found[3]
    else:
        return None
    if whole and not _TIME.fullmatch(text, found.end()):
        return None
    with suppress(UnreadableDateError):
        return read_date(DateParts(day=day, month=month, year=_year(year, latest=latest)), noun="the day")
    return None


def month_comes_first(texts: Iterable[str]) -> bool:
    """Return whether a column writes the month before the day: some of it can be read in no other way.

    When something in it can only be day first, it is not: what does not fit is then wrong by itself.
    """
    found = False
    for text in texts:
        numbers = _NUMBERS.match(text.strip())
        if numbers is None:
            continue
        if int(numbers[1]) > 12:
            return False
        found = found or int(numbers[2]) > 12
    return found


def _year(text: str, *, latest: date | None) -> str:
    if len(text) == 4:
        return text
    return f"19{text}" if latest is not None and 2000 + int(text) > latest.year else f"20{text}"
