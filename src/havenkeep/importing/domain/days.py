"""The day that a cell of a stranger's sheet holds, however platforms and people write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from havenkeep.design.domain.typed_dates import DateParts, UnreadableDateError, read_date

DAY_FIRST: Final = "day"
MONTH_FIRST: Final = "month"
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


def is_day(text: str) -> bool:
    """Whether a cell holds a day and nothing else, in whatever order."""
    return any(read_day(text, month_first=month_first, whole=True) for month_first in (False, True))


@dataclass(frozen=True, slots=True)
class DayOrder:
    """How one column writes days in figures: day first, as here, unless `month_first`.

    `why` is a clause that says what told so; it is empty where nothing had to be told.
    """

    month_first: bool = False
    why: str = ""

    def read(self, text: str, *, latest: date | None = None, whole: bool = False) -> date | None:
        """Return the day of a cell of this column, as `read_day` does."""
        return read_day(text, latest=latest, month_first=self.month_first, whole=whole)

    def against(self, text: str) -> str:
        """Return the sentence for a day that only the other order can read; empty for any other text."""
        if _order_in(text) != (DAY_FIRST if self.month_first else MONTH_FIRST):
            return ""
        day = read_day(text, month_first=not self.month_first) or date.min
        other, ours = ("day", "month") if self.month_first else ("month", "day")
        return (
            f"“{text.strip()[:30]}” puts the {other} first, and its column is read {ours} first. "
            f"Write it as {day.day} {day:%B} {day.year}."
        )


def order_of(texts: Iterable[str], *, said: str = "") -> DayOrder:
    """Return how a column writes days.

    Month first only when a day in it can be read in no other way and none shows the opposite; a day that
    does not fit the rest is then wrong by itself. What a person `said`, `DAY_FIRST` or `MONTH_FIRST`, wins.
    """
    if said:
        return DayOrder(month_first=said == MONTH_FIRST, why="you said so")
    shown: dict[str, str] = {}
    for text in texts:
        order = _order_in(text)
        if order == DAY_FIRST:
            return DayOrder(why=f"it writes {text.strip()[:20]}")
        if order:
            shown.setdefault(order, text.strip()[:20])
    return DayOrder(month_first=True, why=f"it writes {shown[MONTH_FIRST]}") if shown else DayOrder()


def orders_of(columns: Mapping[str, Iterable[str]], *, said: str = "") -> Mapping[str, DayOrder]:
    """Return how each column of days of one sheet writes them.

    A column in which nothing shows the order is of the program that wrote the others: it is month first
    when one of them is, and none shows day first.
    """
    found = {name: order_of(texts, said=said) for name, texts in columns.items()}
    told = [order for order in found.values() if order.why]
    silent = told[0] if told and all(order.month_first for order in told) else DayOrder()
    return {name: order if order.why else silent for name, order in found.items()}


def month_first_words(orders: Iterable[DayOrder]) -> str:
    """Return what a preview says of columns that are read month first; empty when none is."""
    return next((f"Month first, because {order.why}" for order in orders if order.month_first), "")


def _order_in(text: str) -> str:
    """Return the one order in which the calendar has a day; empty when it has it in both, or in none."""
    if not _NUMBERS.match(text.strip()):
        return ""
    read = {order for order in (DAY_FIRST, MONTH_FIRST) if read_day(text, month_first=order == MONTH_FIRST)}
    return read.pop() if len(read) == 1 else ""


def _year(text: str, *, latest: date | None) -> str:
    if len(text) == 4:
        return text
    return f"19{text}" if latest is not None and 2000 + int(text) > latest.year else f"20{text}"
