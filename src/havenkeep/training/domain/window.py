"""The twelve months that count: from the same day of last year to the day itself, both included.

Source: the toolkit asks for training within the year before publication, so it is counted back
from the day of publication. On 29 February it reaches back to 28 February of last year.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta


def window_start(day: date) -> date:
    """Return the earliest day on which training still counts on `day`."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def lapses_on(trained_from: date) -> date:
    """Return the first day on which training of that day no longer counts."""
    after = trained_from + timedelta(days=1)
    try:
        return after.replace(year=after.year + 1)
    except ValueError:
        return date(after.year + 1, 3, 1)


def counts_on(trained_from: date | None, day: date) -> bool:
    """Return whether somebody trained from that day is trained on `day`; None is never."""
    return trained_from is not None and trained_from >= window_start(day)


def trained_from(latest: Iterable[date | None]) -> date | None:
    """Return the oldest of the latest days on which each outcome was covered; None when one never was."""
    days = list(latest)
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None
