"""The trainings that roles can need, and when somebody last had one, whoever taught it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.domain.window import lapses_on, trained_from

YEARLY = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training that must be had every so many months.

    Somebody has it who covered each outcome of `covers`, or did a course for the role `for_role`.
    """

    id: str
    title: str
    what: str
    every_months: int
    covers: frozenset[Outcome] = frozenset()
    for_role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The last day on which one person finished something that covers these outcomes."""

    on: date
    covers: frozenset[Outcome] = frozenset()
    for_role: str = ""


def last_had(training: Training, done: Collection[Done]) -> date | None:
    """Return the day since which somebody has a training; None when a part of it was never done.

    Of several outcomes the one covered longest ago decides.
    """
    if training.for_role:
        return max((row.on for row in done if row.for_role == training.for_role), default=None)
    return trained_from(
        max((row.on for row in done if outcome in row.covers), default=None) for outcome in training.covers
    )


def good_until(training: Training, *, last: date) -> date:
    """Return the last day on which a training had on `last` is still good."""
    if training.every_months == YEARLY:
        return lapses_on(last) - timedelta(days=1)
    return months_after(last, training.every_months)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of the month where it has no such day."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
