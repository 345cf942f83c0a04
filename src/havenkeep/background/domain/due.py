"""When a piece of background work is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)
SKEW: Final = timedelta(minutes=5)  # by which the clocks of two servers may differ


def pause_after(failures: int, *, every: timedelta) -> timedelta:
    """Return how long to wait after so many failures in a row: 1, 2, 4 … minutes, at most `every` or 6 h."""
    doubled = FIRST_PAUSE * (1 << min(failures - 1, 12))
    return min(doubled, every, LONGEST_PAUSE)


def is_due(
    *, last: datetime | None, failures: int, every: timedelta, at: datetime, hour: int | None = None
) -> bool:
    """Whether work that last began at `last`, and then failed `failures` times in a row, is to run at `at`.

    However long the computer slept, it is due once. When the clock was set back behind the last run, it is
    due at once. With `hour` (0 to 23, London time) it is due once after that hour of each day.
    """
    if last is None or at < last - SKEW:
        return True
    if failures:
        return at >= last + pause_after(failures, every=every)
    if hour is None:
        return at >= last + every
    return last < newest(hour=hour, at=at)


def newest(*, hour: int, at: datetime) -> datetime:
    """Return the last instant at or before `at` when it was `hour` o'clock in London."""
    local = at.astimezone(LONDON)
    struck = local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    if struck.astimezone(at.tzinfo) > at:
        struck = (struck - timedelta(days=1)).replace(fold=0)
    return struck.astimezone(at.tzinfo)
