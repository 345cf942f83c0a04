"""How dates, counts and lists are said on a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

LONDON: Final = ZoneInfo("Europe/London")
NOT_SET: Final = "not set"


def _london_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return _london(value).date()
    return value


def _london(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("A page only shows instants that carry their time zone.")
    return value.astimezone(LONDON)


def say_date(value: date | datetime | None) -> str:
    """Return `5 March 2027`; an instant is told as the day it was in London. None is `not set`."""
    if value is None:
        return NOT_SET
    day = _london_day(value)
    return f"{day.day} {day:%B} {day.year}"


def say_short_date(value: date | datetime | None) -> str:
    """Return `5 Mar 2027`, for tables. None is `not set`."""
    if value is None:
        return NOT_SET
    day = _london_day(value)
    return f"{day.day} {day:%b} {day.year}"


def say_when(value: datetime | None) -> str:
    """Return `5 March 2027 at 14:05` in London time. None is `not set`.

    Raises ValueError for a datetime without a time zone.
    """
    if value is None:
        return NOT_SET
    instant = _london(value)
    return f"{say_date(instant)} at {instant:%H:%M}"


def say_count(number: int, one: str, many: str | None = None) -> str:
    """Return `1 job`, `3 jobs`, `1,200 people`; `many` defaults to `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say_minutes(minutes: int) -> str:
    """Return `1 minute`, `45 minutes`, `2 hours`: from an hour and a half on, in whole hours."""
    return say_count(minutes, "minute") if minutes < 90 else say_count(round(minutes / 60), "hour")


def sentence_join(parts: Iterable[object], last: str = "and") -> str | Markup:
    """Return `a, b and c`. Parts that are already safe HTML stay so; all others are escaped."""
    items = list(parts)
    if any(hasattr(item, "__html__") for item in items):
        return _joined_markup([escape(item) for item in items], last)
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _joined_markup(items: list[Markup], last: str) -> Markup:
    if len(items) < 2:
        return Markup("").join(items)
    return Markup("{} {} {}").format(Markup(", ").join(items[:-1]), last, items[-1])
