"""Whoever holds a duty today, and their training for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding
from havenkeep.governance.domain.lead import DUTY_TITLES
from havenkeep.organisations.models import Home
from havenkeep.training.domain.catalogue import CourseRow, courses
from havenkeep.training.domain.leads import Found, Holder, leads_finding


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderLine:
    """`person` is their ref on the staff list; empty when they were not found there."""

    title: str
    name: str
    job_title: str
    person: str
    course: str
    suited_on: date | None
    lapses_on: date | None
    suited: bool

    @classmethod
    def of(cls, holder: Holder, *, on: date) -> HolderLine:
        return cls(
            title=DUTY_TITLES[holder.duty],
            name=holder.name,
            job_title=holder.job_title,
            person=holder.person_ref if holder.found is Found.HERE else "",
            course=holder.course,
            suited_on=holder.suited_on,
            lapses_on=holder.lapses_on,
            suited=holder.suited(on),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadsPage:
    ref: str
    name: str
    finding: Finding
    lines: tuple[HolderLine, ...]
    courses: tuple[CourseRow, ...]
    may_edit: bool

    @classmethod
    def of(cls, home: Home, *, holders: Sequence[Holder], on: date, may_edit: bool) -> LeadsPage:
        return cls(
            ref=home.ref,
            name=home.name,
            finding=leads_finding(holders, on=on) if holders else NOTHING_RECORDED,
            lines=tuple(HolderLine.of(holder, on=on) for holder in holders),
            courses=tuple(row for row in courses().values() if row.for_role),
            may_edit=may_edit,
        )
