"""What a session may do: whether a second step is due, and whether nobody is at the keyboard any more."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(hours=12)
TOUCHED_EVERY = timedelta(minutes=1)


class Guard(StrEnum):
    """How one session is protected."""

    PROTECTED = "protected"  # the person has a second step
    LATER = "later"  # none yet, and it can wait: their first sign-in, on the computer that runs Havenkeep
    NEEDED = "needed"  # none yet, and nothing opens before there is one
    OWN = "own"  # by a key card or a link by mail: opens what is the person's own, and no register
    EXEMPT = "exempt"  # looking around the made-up sample


class Presence(StrEnum):
    """Whether somebody is still there."""

    HERE = "here"
    AWAY = "away"
    OVER = "over"


def guard_at_sign_in(*, has_second_step: bool, first: bool, near: bool) -> Guard:
    """Say what a fresh session needs; `near` is on the computer that runs Havenkeep."""
    if has_second_step:
        return Guard.PROTECTED
    return Guard.LATER if first and near else Guard.NEEDED


def presence(*, since: datetime, seen: datetime, now: datetime, idle: timedelta) -> Presence:
    """Say whether a session that began at `since` and was last used at `seen` is still somebody's."""
    if now - since >= LONGEST:
        return Presence.OVER
    return Presence.AWAY if now - seen >= idle else Presence.HERE
