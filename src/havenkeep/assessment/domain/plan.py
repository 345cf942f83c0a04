"""What is left, by effect: the one next job, and a plan with dates up to the deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from havenkeep.assessment.domain.standing import Assessed
from havenkeep.assessment.domain.status import ItemState, ItemStatus
from havenkeep.standards.domain.edition import Level

CONFIRM_MINUTES = 1
ORDER: dict[ItemState, int] = {
    ItemState.CONTRADICTED: 0,
    ItemState.DRAFT: 1,
    ItemState.CARRIED_FORWARD: 1,
    ItemState.TO_DO: 2,
    ItemState.LAPSING: 3,
    ItemState.SAID: 4,
    ItemState.SHOWN: 5,
    ItemState.PROVEN: 6,
    ItemState.NOT_APPLICABLE: 7,
}


class JobKind(StrEnum):
    MEND = "mend"
    CONFIRM = "confirm"
    ANSWER = "answer"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextJob:
    """The one thing to do first. `refs` are the items it settles; `minutes` is an honest guess."""

    kind: JobKind
    refs: tuple[str, ...]
    title: str
    why: str
    minutes: int


def left(assessed: Assessed) -> list[ItemStatus]:
    """Return the mandatory items not ready yet, what moves the standing most first.

    Contradictions come first, then what only needs a confirmation, then the work, what *Approaching
    Standards* asks before the rest, and the shortest first.
    """
    return sorted(assessed.open, key=_effect)


def next_job(assessed: Assessed) -> NextJob:
    """Return the one next job."""
    open_items = left(assessed)
    if not open_items:
        return _PUBLISH
    first = open_items[0]
    if first.state is ItemState.CONTRADICTED:
        return NextJob(
            kind=JobKind.MEND,
            refs=(first.item.ref,),
            title=first.item.title,
            why="Your answer and your records disagree. Put one of them right.",
            minutes=min(first.item.job.minutes, 10),
        )
    to_confirm = [status for status in open_items if status.to_confirm]
    if to_confirm:
        some = to_confirm[:10]
        return NextJob(
            kind=JobKind.CONFIRM,
            refs=tuple(status.item.ref for status in some),
            title=some[0].item.title if len(some) == 1 else f"Read and confirm {len(some)} answers",
            why="They are filled in already. A named person only has to say that they are true.",
            minutes=max(2, len(some) * CONFIRM_MINUTES),
        )
    return NextJob(
        kind=JobKind.ANSWER,
        refs=(first.item.ref,),
        title=first.item.title,
        why=first.item.why,
        minutes=first.item.job.minutes,
    )


_PUBLISH = NextJob(
    kind=JobKind.PUBLISH,
    refs=(),
    title="Publish on the toolkit, and record it here",
    why="Every mandatory item is ready. The answer book has each answer, ready to paste.",
    minutes=40,
)


def _effect(status: ItemStatus) -> tuple[int, int, int, str]:
    level = 0 if status.item.level is Level.APPROACHING else 1
    return (ORDER[status.state], level, status.item.job.minutes, status.item.ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of the improvement plan."""

    status: ItemStatus
    due_on: date


def plan(assessed: Assessed, *, start: date) -> list[Step]:
    """Spread what is left evenly from `start` to a fortnight before the deadline, in order of effect.

    With the deadline near or past, everything is due within the next 28 days.
    """
    open_items = left(assessed)
    if not open_items:
        return []
    end = max(assessed.edition.deadline - timedelta(days=14), start + timedelta(days=28))
    days = (end - start).days
    return [
        Step(status=status, due_on=start + timedelta(days=max(7, days * (index + 1) // len(open_items))))
        for index, status in enumerate(open_items)
    ]


def minutes_left(open_items: Sequence[ItemStatus]) -> int:
    """Return a guess of the minutes that all of what is left takes."""
    return sum(CONFIRM_MINUTES if status.to_confirm else status.item.job.minutes for status in open_items)
