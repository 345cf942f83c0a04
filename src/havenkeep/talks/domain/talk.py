"""What kinds of talk there are, and when somebody can say that they are there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

BEFORE: Final = timedelta(minutes=30)
AFTER_START: Final = timedelta(hours=3)
AFTER_END: Final = timedelta(minutes=30)
SHORTEST, LONGEST = 5, 600


class Kind(StrEnum):
    TEAM_TALK = "team_talk"
    WEBINAR = "webinar"
    OUTSIDE = "outside"


KIND_TITLES: Mapping[Kind, str] = {
    Kind.TEAM_TALK: "Team talk",
    Kind.WEBINAR: "Webinar",
    Kind.OUTSIDE: "Outside course in the house",
}


class How(StrEnum):
    """How it is known that somebody was there."""

    QR = "qr"
    TICK = "tick"


HOW_TITLES: Mapping[How, str] = {How.QR: "By the code", How.TICK: "Ticked from the sheet"}


class Window(StrEnum):
    """Whether people can say that they are there."""

    TO_COME = "to_come"
    OPEN = "open"
    OVER = "over"


def opens_at(starts_at: datetime) -> datetime:
    """Return the instant from which people can say that they are there: half an hour before."""
    return starts_at - BEFORE


def closes_at(starts_at: datetime, *, minutes: int) -> datetime:
    """Return until when: three hours after it begins, or half an hour after it ends if that is later."""
    return max(starts_at + AFTER_START, starts_at + timedelta(minutes=minutes) + AFTER_END)


def window(starts_at: datetime, *, minutes: int, at: datetime) -> Window:
    """Return whether people can say at that instant that they are there. `minutes` is how long it lasts."""
    if at < opens_at(starts_at):
        return Window.TO_COME
    return Window.OPEN if at <= closes_at(starts_at, minutes=minutes) else Window.OVER
