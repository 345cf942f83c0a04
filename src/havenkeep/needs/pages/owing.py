"""Who owes what, asking somebody, the reminders, and the papers for those without e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from havenkeep.needs.domain.owing import Owed
from havenkeep.needs.domain.reminding import WHICH_WORDS, Which
from havenkeep.needs.domain.starter import starter
from havenkeep.needs.models import Assignment, Reminder
from havenkeep.needs.queries.owing import OwedBy
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES, JobRole

AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignPage:
    """Asking a training of somebody."""

    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of a long list: `number` of `pages`, both from 1."""

    number: int
    pages: int

    @classmethod
    def of(cls, asked: str, *, rows: int) -> Part:
        pages = max(-(-rows // AT_ONCE), 1)
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
        return cls(number=min(max(number, 1), pages), pages=pages)

    @property
    def start(self) -> int:
        return (self.number - 1) * AT_ONCE

    @property
    def end(self) -> int:
        return self.start + AT_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class OwingLine:
    ref: str
    name: str
    role: str
    away: bool
    mailed: bool
    owed: tuple[Owed, ...]

    @classmethod
    def of(cls, row: OwedBy) -> OwingLine:
        return cls(
            ref=row.worker.ref,
            name=row.worker.name,
            role=", ".join(row.worker.titles),
            away=row.worker.away,
            mailed=bool(row.worker.email),
            owed=row.owed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    assignment: Assignment
    title: str
    whom: str

    @classmethod
    def of(cls, row: Assignment) -> AskedLine:
        known = starter().trainings.get(row.training)
        return cls(
            assignment=row,
            title=known.title if known else row.training,
            whom=row.person.name if row.person else JOB_ROLE_TITLES[JobRole(row.role)],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentsPage:
    """`unmailed` is how many of those who owe have no e-mail; `approved_on` None: our table counts."""

    ref: str
    name: str
    approved_on: date | None
    people: int
    owing: int
    late: int
    unmailed: int
    lines: tuple[OwingLine, ...]
    part: Part
    asked: tuple[AskedLine, ...]
    may_edit: bool

    @classmethod
    def of(
        cls, home: Home, rows: tuple[OwedBy, ...], *, on: date, asked_page: str, may_edit: bool
    ) -> AssignmentsPage:
        owing = sorted((row for row in rows if row.owed), key=lambda row: row.owed[0].due_on)
        part = Part.of(asked_page, rows=len(owing))
        standing = home.training_assignments.standing().select_related("person").order_by("due_on", "pk")
        newest = home.training_analyses.order_by("-number").values_list("approved_on", flat=True)
        return cls(
            ref=home.ref,
            name=home.name,
            approved_on=newest.first(),
            people=len(rows),
            owing=len(owing),
            late=sum(1 for row in owing if row.owed[0].due_on < on and not row.worker.away),
            unmailed=sum(1 for row in owing if not row.worker.email),
            lines=tuple(OwingLine.of(row) for row in owing[part.start : part.end]),
            part=part,
            asked=tuple(AskedLine.of(row) for row in standing[:AT_ONCE]),
            may_edit=may_edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLine:
    name: str
    title: str
    which: str
    due_on: date
    sent_on: date

    @classmethod
    def of(cls, row: Reminder) -> ReminderLine:
        known = starter().trainings.get(row.training)
        return cls(
            name=row.person.name,
            title=known.title if known else row.training,
            which=WHICH_WORDS[Which(row.which)],
            due_on=row.due_on,
            sent_on=row.sent_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersPage:
    """`told` are the days on which the leads were told, the newest first."""

    ref: str
    name: str
    wanted: bool
    most: int
    mail_works: bool
    lines: tuple[ReminderLine, ...]
    part: Part
    told: tuple[tuple[date, int], ...]

    @classmethod
    def of(cls, home: Home, *, wanted: bool, most: int, mail_works: bool, asked_page: str) -> RemindersPage:
        rows = home.training_reminders.select_related("person").order_by("-pk")
        part = Part.of(asked_page, rows=rows.count())
        digests = home.training_digests.order_by("-sent_on").values_list("sent_on", "people")
        return cls(
            ref=home.ref,
            name=home.name,
            wanted=wanted,
            most=most,
            mail_works=mail_works,
            lines=tuple(ReminderLine.of(row) for row in rows[part.start : part.end]),
            part=part,
            told=tuple(digests[:10]),
        )
