"""The training needs of one home today: each role with its people, its needs and its gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from havenkeep.governance.domain.lead import DUTY_TITLES
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.governance.queries import systems_in_use
from havenkeep.needs.domain.plan import Content, Plan, draft_plan, since_when
from havenkeep.needs.domain.starter import Need, RolePlan, starter
from havenkeep.needs.domain.training import good_until, last_had
from havenkeep.needs.models import Analysis
from havenkeep.needs.queries.planned import OnDuty, changes, newest_analyses, on_duty
from havenkeep.needs.queries.staffing import Worker, done_by, shared_names, workers
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES, JobRole


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """One training of one role: how many of those who need it have it in date, and who has not."""

    need: Need
    title: str
    what: str
    every_months: int
    have: int
    gaps: tuple[Worker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """One role of today. `seeing` of its `people` see personal data, and need its trainings."""

    id: str
    title: str
    sees: str
    note: str
    people: int
    seeing: int
    needs: tuple[NeedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysNeeds:
    """`systems` are the titles of the NHS systems in use; `newest` is the last approved version."""

    roles: tuple[RoleLine, ...]
    duties: tuple[RoleLine, ...]
    people: int
    systems: tuple[str, ...]
    newest: Analysis | None

    def content(self, *, on: date) -> Content:
        """Return what an approval on a day freezes: no names of people."""
        before = self.newest.content if self.newest else None
        return {
            "people": self.people,
            "systems": list(self.systems),
            "roles": [_frozen(row, before=before, on=on) for row in self.roles],
            "duties": [_frozen(row, before=None, on=on) for row in self.duties],
        }


def todays_needs(home: Home, *, on: date) -> TodaysNeeds:
    """Return what an approval would be about. Seven queries for any number of people."""
    homes = Home.objects.filter(pk=home.pk)
    plan = draft_plan(changes(homes=homes).get(home.pk, {}))
    people, done = workers(homes=homes, on=on), done_by(homes=homes, on=on)
    systems = _systems(home)
    have = {
        worker.id: frozenset(
            training.id
            for training in starter().trainings.values()
            if (last := last_had(training, done.get(worker.id, ()))) and good_until(training, last=last) >= on
        )
        for worker in people
    }
    return TodaysNeeds(
        roles=_roles(plan, people, have=have, systems=systems),
        duties=_duties(plan, people, have=have, held=on_duty(homes=homes, on=on).get(home.pk, ())),
        people=len(people),
        systems=systems,
        newest=newest_analyses(homes=homes).get(home.pk),
    )


def role_today(home: Home, role: JobRole) -> RolePlan:
    """Return what the next approval would say of one role. Two queries."""
    plan = draft_plan(changes(homes=Home.objects.filter(pk=home.pk)).get(home.pk, {})).roles[role]
    return replace(plan, sees=_sees(plan, systems=_systems(home)))


def _systems(home: Home) -> tuple[str, ...]:
    known, said = nhs_systems(), systems_in_use(home)
    return tuple(row.title for key, row in known.items() if said.get(key) is Use.YES and not row.contract)


def _roles(
    plan: Plan, people: tuple[Worker, ...], *, have: Mapping[int, frozenset[str]], systems: tuple[str, ...]
) -> tuple[RoleLine, ...]:
    held: dict[JobRole, dict[int, Worker]] = defaultdict(dict)
    seeing: dict[JobRole, dict[int, Worker]] = defaultdict(dict)
    for worker in people:
        for post in worker.posts:
            held[post.role][worker.id] = worker
            if post.owes:
                seeing[post.role][worker.id] = worker
    return tuple(
        RoleLine(
            id=role.value,
            title=JOB_ROLE_TITLES[role],
            sees=_sees(plan.roles[role], systems=systems),
            note=plan.roles[role].note,
            people=len(held[role]),
            seeing=len(seeing[role]),
            needs=_lines(plan.roles[role].needs, tuple(seeing[role].values()), have=have),
        )
        for role in JobRole
        if role in held
    )


def _duties(
    plan: Plan,
    people: tuple[Worker, ...],
    *,
    have: Mapping[int, frozenset[str]],
    held: tuple[OnDuty, ...],
) -> tuple[RoleLine, ...]:
    shared, lines = shared_names(people), []
    for row in held:
        mine = tuple(
            worker
            for worker in people
            if row.is_of(person=worker.id, name_key=worker.name_key, shared=shared)
        )
        if row.duty in plan.duties:
            lines.append(
                RoleLine(
                    id=row.duty.value,
                    title=DUTY_TITLES[row.duty],
                    sees="",
                    note="",
                    people=len(mine),
                    seeing=len(mine),
                    needs=_lines(plan.duties[row.duty], mine, have=have),
                )
            )
    return tuple(lines)


def _lines(
    needs: tuple[Need, ...], people: tuple[Worker, ...], *, have: Mapping[int, frozenset[str]]
) -> tuple[NeedLine, ...]:
    lines = []
    for need in needs:
        training = starter().trainings[need.training]
        gaps = tuple(worker for worker in people if need.training not in have[worker.id])
        lines.append(
            NeedLine(
                need=need,
                title=training.title,
                what=training.what,
                every_months=training.every_months,
                have=len(people) - len(gaps),
                gaps=gaps,
            )
        )
    return tuple(lines)


def _sees(plan: RolePlan, *, systems: tuple[str, ...]) -> str:
    return f"{plan.sees} NHS systems: {', '.join(systems)}." if plan.systems and systems else plan.sees


def _frozen(row: RoleLine, *, before: Content | None, on: date) -> Content:
    return {
        "role": row.id,
        "title": row.title,
        "people": row.people,
        "seeing": row.seeing,
        "sees": row.sees,
        "note": row.note,
        "needs": [
            {
                "training": line.need.training,
                "title": line.title,
                "within_days": line.need.within_days,
                "every_months": line.every_months,
                "why": line.need.why,
                "have": line.have,
                "since": since_when(row.id, line.need.training, before=before, on=on),
            }
            for line in row.needs
        ],
    }
