"""The checks that training answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from havenkeep.evidence.domain.finding import Finding
from havenkeep.governance.domain.lead import Appointed, Duty
from havenkeep.governance.models import Appointment
from havenkeep.organisations.models import Homes
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Person, Post
from havenkeep.training.domain.everyone import everyone_finding
from havenkeep.training.domain.leads import SUITS, Found, Holder, leads_finding
from havenkeep.training.models import Completion
from havenkeep.training.queries import around, learners_by_home


def everyone(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether 95% are trained in each home that has a staff list. Three queries."""
    learners, known = learners_by_home(homes=homes, on=on), around(homes, on=on)
    return {home: everyone_finding(people, on=on, around=known[home]) for home, people in learners.items()}


def leads(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether each home's leads have training that suits their duty. Three queries."""
    return {home: leads_finding(held, on=on) for home, held in holders(homes=homes, on=on).items()}


def holders(*, homes: Homes, on: date) -> Mapping[int, list[Holder]]:
    """Return who holds each duty on a day in each home where one was ever given. Three queries."""
    rows = Appointment.objects.filter(home__in=homes).select_related("home").order_by("-pk")
    by_duty: dict[int, dict[Duty, list[Appointment]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_duty[row.home_id][Duty(row.duty)].append(row)
    if not by_duty:
        return {}
    everybody = [row for duties in by_duty.values() for rows in duties.values() for row in rows]
    staff = _Staff.of(homes, everybody, on=on)
    return {
        home: [held for duty in Duty if (held := _holder(duty, duties.get(duty, []), staff, on=on))]
        for home, duties in by_duty.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staff:
    """Those of the staff lists who may hold a duty, and their training for one, newest first."""

    refs: Mapping[int, str]
    by_name: Mapping[tuple[int, str], list[int]]
    courses: Mapping[int, list[tuple[str, date, str]]]

    @classmethod
    def of(cls, homes: Homes, appointments: Iterable[Appointment], *, on: date) -> _Staff:
        providers = homes.values("provider")
        names = {name_key(row.name) for row in appointments if row.person_id is None}
        chosen = Appointment.objects.filter(home__in=homes, person__isnull=False).values("person")
        people = Person.objects.filter(
            Exists(Post.objects.filter(person=OuterRef("pk")).on(on)),
            Q(name_key__in=sorted(names)) | Q(pk__in=chosen),
            provider__in=providers,
        ).values_list("pk", "ref", "provider", "name_key")
        by_name: dict[tuple[int, str], list[int]] = defaultdict(list)
        refs: dict[int, str] = {}
        for pk, ref, provider, key in people:
            by_name[provider, key].append(pk)
            refs[pk] = ref
        suiting = (
            Completion.objects.standing()
            .exclude(for_role="")
            .filter(completed_on__lte=on, person__provider__in=providers)
            .order_by("-completed_on", "-pk")
        )
        courses: dict[int, list[tuple[str, date, str]]] = defaultdict(list)
        for pk, role, day, title in suiting.values_list("person", "for_role", "completed_on", "title"):
            courses[pk].append((role, day, title))
        return cls(refs=refs, by_name=by_name, courses=courses)


def _holder(duty: Duty, rows: list[Appointment], staff: _Staff, *, on: date) -> Holder | None:
    told: list[tuple[Appointment, Appointed]] = [(row, row.as_appointed()) for row in rows]
    now = next(((row, said) for row, said in told if said.in_force(on=on)), None)
    if now is None:
        return None
    row, said = now
    if row.person_id is not None:
        found = [row.person_id] if row.person_id in staff.refs else []
    else:
        found = staff.by_name.get((row.home.provider_id, name_key(row.name)), [])
    others = any(other is not row and name_key(other.name) != name_key(row.name) for other in rows)
    suited = (
        next(
            ((day, title) for role, day, title in staff.courses.get(found[0], []) if role in SUITS[duty]),
            None,
        )
        if len(found) == 1
        else None
    )
    return Holder(
        duty=duty,
        name=said.name,
        job_title=said.job_title,
        found=(Found.NOT_LISTED, Found.HERE, Found.SEVERAL)[min(len(found), 2)],
        suited_on=suited[0] if suited else None,
        course=suited[1] if suited else "",
        changed_on=said.since if others else None,
        person_ref=staff.refs[found[0]] if len(found) == 1 else "",
    )
