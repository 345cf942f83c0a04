"""What one person owes: the trainings of their roles and what was asked of them, each with its day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from havenkeep.needs.domain.starter import Need
from havenkeep.needs.domain.training import Done, Training, good_until, last_had

NEW_FOR: Final = timedelta(days=365)  # somebody who started longer ago is no new starter
AHEAD: Final = timedelta(days=60)  # what must be renewed later is nobody's worry yet
SETTLING: Final = timedelta(days=14)  # nothing is late in the first days back from a long absence


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A need of one post. `started_on` None: longer ago than anyone noted; `noted_on`: when we learned."""

    need: Need
    started_on: date | None
    noted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A training that somebody asked of a person or a role, on a day, for a day."""

    training: str
    asked_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A training that somebody owes. `overdue` is the number of days since it was due, 0 until then."""

    course: str
    title: str
    due_on: date
    overdue: int
    why: str


def owed(
    *,
    asking: Collection[Asking],
    asked: Collection[Asked],
    done: Collection[Done],
    trainings: Mapping[str, Training],
    on: date,
    back_on: date | None = None,
) -> tuple[Owed, ...]:
    """Return what somebody owes on a day, each training once with its earliest day, the latest due last.

    Trainings stand in the order of the table when due on the same day, so that everyone's comes first.
    What is good for another 60 days is not owed. `back_on` is the last day back from a long absence.
    """
    found: dict[str, tuple[date, str]] = {}
    for training in trainings.values():
        last = last_had(training, done)
        days = [_due(row, training, last=last) for row in asking if row.need.training == training.id]
        days += [
            (row.due_on, "Asked for, beside the role.")
            for row in asked
            if row.training == training.id and (last is None or last < row.asked_on)
        ]
        soon = [day for day in days if last is None or day[0] <= on + AHEAD]
        if soon:
            due, why = min(soon, key=lambda day: day[0])
            found[training.id] = max(due, back_on + SETTLING) if back_on else due, why
    listed = [
        Owed(
            course=name,
            title=trainings[name].title,
            due_on=due,
            overdue=max((on - due).days, 0),
            why=why,
        )
        for name, (due, why) in found.items()
    ]
    return tuple(sorted(listed, key=lambda row: row.due_on))


def _due(asking: Asking, training: Training, *, last: date | None) -> tuple[date, str]:
    if last is not None:
        return good_until(training, last=last), f"Last done on {_day(last)}."
    began = asking.started_on
    if began is None or began < asking.noted_on - NEW_FOR:
        began = asking.noted_on
        why = "Never noted as done."
    else:
        why = f"Within {asking.need.within_days} days of starting."
    if asking.need.since is not None and asking.need.since > began:
        began, why = asking.need.since, asking.need.why or why
    return began + timedelta(days=asking.need.within_days), why


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
