"""What homes plan, what was asked of whom, and who has a duty: one query each for any number of homes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.models import Appointment
from havenkeep.needs.domain.analysis import Approved
from havenkeep.needs.domain.owing import Asked
from havenkeep.needs.domain.plan import Change, Plan, draft_plan, plan_in_force
from havenkeep.needs.models import Analysis, Assignment, RoleNote
from havenkeep.organisations.models import Homes
from havenkeep.people.domain.engagement import JobRole
from havenkeep.people.domain.names import name_key


def changes(*, homes: Homes) -> Mapping[int, Mapping[JobRole, Change]]:
    """Return what each home changed of the starter table. One query."""
    found: dict[int, dict[JobRole, Change]] = defaultdict(dict)
    for row in RoleNote.objects.filter(home__in=homes):
        found[row.home_id][JobRole(row.role)] = Change(
            sees=row.sees, trainings=tuple(row.trainings), note=row.note
        )
    return found


def newest_analyses(*, homes: Homes) -> Mapping[int, Analysis]:
    """Return the newest approved version of each home. One query."""
    return {row.home_id: row for row in Analysis.objects.filter(home__in=homes).order_by("number")}


def approved_of(analysis: Analysis) -> Approved:
    """Return what a finding says of a version."""
    return Approved(
        on=analysis.approved_on,
        by=analysis.approved_by,
        roles=frozenset(JobRole(role) for role in analysis.roles),
        people=analysis.people,
        untaught=frozenset(
            JobRole(row["role"]) for row in analysis.content["roles"] if row["seeing"] and not row["needs"]
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """The plan in force of each home; of one that said nothing, the starter table."""

    made: Mapping[int, Plan]
    otherwise: Plan

    def of(self, home: int) -> Plan:
        return self.made.get(home, self.otherwise)


def plans(*, homes: Homes) -> Plans:
    """Return what counts today in each home. Two queries."""
    changed, newest = changes(homes=homes), newest_analyses(homes=homes)
    made = {}
    for home in changed.keys() | newest.keys():
        analysis = newest.get(home)
        made[home] = plan_in_force(
            draft_plan(changed.get(home, {})),
            content=analysis.content if analysis else None,
            approved_on=analysis.approved_on if analysis else None,
        )
    return Plans(made=made, otherwise=draft_plan({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAt:
    """What was asked in homes, by home and person or by home and role."""

    of_person: Mapping[tuple[int, int], tuple[Asked, ...]]
    of_role: Mapping[tuple[int, str], tuple[Asked, ...]]


def asked_at(*, homes: Homes) -> AskedAt:
    """Return the assignments that nobody took back. One query."""
    person: dict[tuple[int, int], tuple[Asked, ...]] = defaultdict(tuple)
    role: dict[tuple[int, str], tuple[Asked, ...]] = defaultdict(tuple)
    for row in Assignment.objects.standing().filter(home__in=homes):
        asked = Asked(training=row.training, asked_on=row.asked_on, due_on=row.due_on)
        if row.person_id is not None:
            person[row.home_id, row.person_id] += (asked,)
        else:
            role[row.home_id, row.role] += (asked,)
    return AskedAt(of_person=person, of_role=role)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Who holds a duty in a home: somebody of the staff list, or whoever there has this name.

    Of two people of one name none is guessed.
    """

    home: int
    duty: Duty
    since: date | None
    noted_on: date
    person: int | None
    name_key: str

    def is_of(self, *, person: int, name_key: str, shared: Collection[tuple[int, str]]) -> bool:
        """Whether a person holds it; `shared` are the homes and names that more than one person has."""
        if self.person is not None:
            return self.person == person
        return self.name_key == name_key and (self.home, name_key) not in shared


def on_duty(*, homes: Homes, on: date) -> Mapping[int, tuple[OnDuty, ...]]:
    """Return who holds each duty in each home. One query."""
    newest: dict[tuple[int, str], Appointment] = {}
    for row in Appointment.objects.filter(home__in=homes).order_by("pk"):
        if row.as_appointed().in_force(on=on):
            newest[row.home_id, row.duty] = row
    found: dict[int, tuple[OnDuty, ...]] = defaultdict(tuple)
    for (home, duty), row in newest.items():
        found[home] += (
            OnDuty(
                home=home,
                duty=Duty(duty),
                since=row.since,
                noted_on=timezone.localdate(row.noted_at),
                person=row.person_id,
                name_key=name_key(row.name),
            ),
        )
    return found
