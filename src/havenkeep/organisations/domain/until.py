"""Access until a day: the day is a person's, the instant after it is the machine's."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from havenkeep.identity.roles import ONLY_UNTIL, ROLES, Role

LONDON: Final = ZoneInfo("Europe/London")
LONGEST: Final = timedelta(days=366)


class BadLastDay(ValueError):
    """Raised with one sentence about the last day of somebody's access."""


def first_instant_after(last_day: date) -> datetime:
    """Return midnight in London at the end of a day, as an instant with its time zone."""
    return datetime.combine(last_day + timedelta(days=1), time(), tzinfo=LONDON)


def last_day_before(ends_at: datetime) -> date:
    """Return the last whole day, in London, before an instant."""
    return (ends_at.astimezone(LONDON) - timedelta(microseconds=1)).date()


def check_last_day(role: Role, last_day: date | None, *, on: date) -> None:
    """Check that a role may be held until a day, or for ever when it is None; `on` is today.

    Raises:
        BadLastDay: the day is past, or missing or too far off for a role that only reads for a while.
    """
    title = ROLES[role].title
    if last_day is None:
        if role in ONLY_UNTIL:
            raise BadLastDay(
                f"Choose a last day: access as {title.lower()} ends by itself, within 12 months."
            )
    elif last_day < on:
        raise BadLastDay("This day is past. Choose today or a later day.")
    elif role in ONLY_UNTIL and last_day > on + LONGEST:
        raise BadLastDay(f"Access as {title.lower()} is for 12 months at most. Choose an earlier day.")
