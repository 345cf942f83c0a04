"""The day that a cell of a stranger's sheet holds."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from havenkeep.design.domain.typed_dates import DateParts, UnreadableDateError, read_date

_DAY_FIRST = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\d{1,2}|[a-z]{3,9})\.?,?[\s./-]+(\d{4}|\d{2})(?!\d)", re.I
)
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")


def read_day(text: str, *, latest: date | None = None) -> date | None:
    """Return the day a cell begins with, day before month unless the year comes first; None for no day.

    A year of two figures is of this century, or of the last one when it would be after `latest`.
    """
    year_first = _YEAR_FIRST.match(text.strip())
    day_first = _DAY_FIRST.match(text.strip())
    if year_first is not None:
        parts = DateParts(day=year_first[3], month=year_first[2], year=year_first[1])
    elif day_first is not None:
        parts = DateParts(day=day_first[1], month=day_first[2], year=_year(day_first, latest=latest))
    else:
        return None
    with suppress(UnreadableDateError):
        return read_date(parts, noun="the day")
    return None


def _year(found: re.Match[str], *, latest: date | None) -> str:
    if len(found[3]) == 4:
        return found[3]
    return f"19{found[3]}" if latest is not None and 2000 + int(found[3]) > latest.year else f"20{found[3]}"
