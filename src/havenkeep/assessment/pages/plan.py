"""The improvement plan, and head office's answers seen from one of its homes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from havenkeep.assessment.domain.plan import left, minutes_left
from havenkeep.assessment.domain.standing import Assessed
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.pages.place import Place
from havenkeep.jobs.models import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One item that is left, with its job when someone has taken it."""

    status: ItemStatus
    job: Job | None
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    place: Place
    rows: tuple[PlanRow, ...]
    unplanned: int
    minutes: int
    may_plan: bool

    @classmethod
    def of(cls, *, place: Place, assessed: Assessed, jobs: Iterable[Job], may_plan: bool) -> PlanPage:
        by_item = {job.item: job for job in jobs}
        open_items = left(assessed)
        rows = tuple(_row(status, by_item.get(status.item.ref), assessed) for status in open_items)
        return cls(
            place=place,
            rows=rows,
            unplanned=sum(row.job is None for row in rows),
            minutes=minutes_left(open_items),
            may_plan=may_plan,
        )


def _row(status: ItemStatus, job: Job | None, assessed: Assessed) -> PlanRow:
    return PlanRow(status=status, job=job, overdue=job is not None and job.due_on < assessed.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    place: Place
    what: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HereRow:
    """One of head office's answers, and what this home has said of it."""

    status: ItemStatus
    words: str
    revision: int
    waiting: bool
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HerePage:
    place: Place
    rows: tuple[HereRow, ...]
    waiting: int
    may_speak: bool

    @classmethod
    def of(
        cls, *, place: Place, assessed: Assessed, unattested: Collection[str], may_speak: bool
    ) -> HerePage:
        rows = tuple(
            _here(status, unattested)
            for status in assessed.statuses
            if status.answer is not None and status.answer.confirmed
        )
        waiting = sum(row.waiting for row in rows)
        return cls(place=place, rows=rows, waiting=waiting, may_speak=may_speak)


def _here(status: ItemStatus, unattested: Collection[str]) -> HereRow:
    answer = status.answer
    assert answer is not None  # noqa: S101  # only confirmed answers come here
    return HereRow(
        status=status,
        words=answer.words(status.item.kind),
        revision=answer.revision,
        waiting=answer.kept_as in unattested,
        key=f"{answer.kept_as}@{answer.revision}",
    )
