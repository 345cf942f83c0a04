"""When to try again, and when to stop."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

FIRST: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(hours=6)
GIVE_UP_AFTER: Final = timedelta(days=2)
ENOUGH_TRIES: Final = 8  # so that a computer that slept for a weekend does not give up on waking


def pause_after(tries: int) -> timedelta:
    """Return the pause after so many tries: 1, 2, 4 … minutes, at most six hours."""
    return min(FIRST * (1 << min(max(tries, 1) - 1, 12)), LONGEST)


def is_over(*, wanted_at: datetime, tries: int, at: datetime) -> bool:
    """Whether a message has been tried for long enough: for two days, and often enough in them."""
    return at >= wanted_at + GIVE_UP_AFTER and tries >= ENOUGH_TRIES
