"""Which reminder is due: gentle, and never for ever. In which hours one may go is the outbox's to keep."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

BEFORE: Final = timedelta(days=14)
AGAIN: Final = timedelta(days=14)
APART: Final = timedelta(days=3)  # between two mails to one person, whatever they are about
LATE_FOR: Final = 14  # days after which the lead is told
WEEK: Final = timedelta(days=7)


class Which(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    AGAIN = "again"


WHICH_WORDS = {
    Which.BEFORE: "Before it is due",
    Which.AFTER: "Just after it was due",
    Which.AGAIN: "Again, two weeks on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A reminder about one training and its day."""

    training: str
    due_on: date
    which: Which
    on: date


def too_soon(sent: Collection[Sent], *, on: date) -> bool:
    """Whether this person had a mail in the last three days."""
    return any(on - row.on < APART for row in sent)


def which_now(*, training: str, due_on: date, sent: Collection[Sent], most: int, on: date) -> Which | None:
    """Return the reminder to send for what is owed by a day; None for not now.

    One comes in the two weeks before, one from the day after, then one every two weeks, at most `most`.
    """
    mine = [row for row in sent if row.training == training and row.due_on == due_on]
    if len(mine) >= most:
        return None
    kinds = {row.which for row in mine}
    if on <= due_on:
        return Which.BEFORE if on >= due_on - BEFORE and not kinds else None
    if not kinds & {Which.AFTER, Which.AGAIN}:
        return Which.AFTER
    return Which.AGAIN if on - max(row.on for row in mine) >= AGAIN else None
