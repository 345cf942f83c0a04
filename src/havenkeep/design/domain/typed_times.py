"""Reading a time of day as people type it."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

CLOCK: Final = re.compile(r"([0-9]{1,2})(?:[:. ]?([0-9]{2}))?(am|pm)?")
NAMED: Final = {"noon": time(12), "midday": time(12), "midnight": time(0)}


class UnreadableTimeError(ValueError):
    """What was typed is no time of day."""


def read_time(typed: str) -> time:
    """Return the time of day: `14:05`, `1405`, `2.05pm`, `2 pm`, `noon`, `midnight`.

    Raises UnreadableTimeError.
    """
    word = typed.strip().casefold().replace("a.m.", "am").replace("p.m.", "pm")
    if word in NAMED:
        return NAMED[word]
    found = CLOCK.fullmatch(re.sub(r"\s+(?=[ap]m$)", "", word))
    if found is None:
        raise UnreadableTimeError(typed)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise UnreadableTimeError(typed)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found[2] is None:
        raise UnreadableTimeError(typed)
    try:
        return time(hour, minute)
    except ValueError as reason:
        raise UnreadableTimeError(typed) from reason
