"""How often a PIN may be wrong: on one device, and for one card on all devices together.

A PIN of six digits is short, so these limits protect it. Ten tries among a million are one chance in a
hundred thousand; then the card waits for the manager. Only who holds the card gets as far as a try.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

FREE: Final = 5
MOST: Final = 10
WAITS: Final[Mapping[int, timedelta]] = {
    5: timedelta(minutes=1),
    6: timedelta(minutes=5),
    7: timedelta(minutes=15),
    8: timedelta(hours=1),
}
LONGEST_WAIT: Final = timedelta(hours=1)


class Outcome(StrEnum):
    """What became of one try."""

    RIGHT = "right"
    WRONG = "wrong"
    WAIT = "wait"  # this device has to wait; the PIN was not looked at
    LOCKED = "locked"  # the card waits for the manager
    OVER = "over"  # the card was replaced or taken back


def wait_after(wrong: int) -> timedelta | None:
    """Return how long a device waits after so many wrong PINs there since the last right one."""
    return None if wrong < FREE else WAITS.get(wrong, LONGEST_WAIT)


def is_locked_after(wrong: int) -> bool:
    """Say whether a card waits for the manager after so many wrong PINs on all devices together."""
    return wrong >= MOST
