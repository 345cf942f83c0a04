"""The hours in which a message may go: at once whatever the hour, or by day and otherwise in the morning."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(17)
DAY: Final = timedelta(days=1)
IN_WORDS: Final = "between 9 in the morning and 5 in the afternoon"


class Hours(StrEnum):
    """`ANY`: somebody waits for it. `DAY`: nobody is to be woken by it."""

    ANY = "any"
    DAY = "day"


def is_day(at: datetime) -> bool:
    """Whether it is between nine and five in London, where everyone works who is written to."""
    return OPENS <= at.astimezone(LONDON).time() < CLOSES


def may_go(hours: Hours, *, at: datetime) -> bool:
    """Whether a message with these hours may leave at `at`."""
    return hours is Hours.ANY or is_day(at)


def opens_next(hours: Hours, *, at: datetime) -> datetime:
    """Return the first instant from `at` on at which a message with these hours may leave."""
    if may_go(hours, at=at):
        return at
    local = at.astimezone(LONDON)
    return _at(OPENS, on=local.date() + (DAY if local.time() >= CLOSES else timedelta()), like=at)


def last_in_time(hours: Hours, *, at: datetime, allowed: timedelta) -> datetime:
    """Return since when a message that waits at `at` has had `allowed` of its hours; at most eight hours.

    What has waited since before then is late; what only waits for the morning is not.
    """
    if hours is Hours.ANY:
        return at - allowed
    local = at.astimezone(LONDON)
    today = local.date()
    open_for = min(at, _at(CLOSES, on=today, like=at)) - _at(OPENS, on=today, like=at)
    if open_for >= allowed:
        return min(at, _at(CLOSES, on=today, like=at)) - allowed
    return _at(CLOSES, on=today - DAY, like=at) - (allowed - max(open_for, timedelta()))


def _at(hour: time, *, on: date, like: datetime) -> datetime:
    return datetime.combine(on, hour, tzinfo=LONDON).astimezone(like.tzinfo)
