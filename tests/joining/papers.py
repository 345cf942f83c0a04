"""Papers and people for the tests of joining."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from havenkeep.audit.domain.actor import SYSTEM, Actor
from havenkeep.identity.models import User
from havenkeep.joining.actions.versions import approve, note_clause_use, save_checklist, save_clause
from havenkeep.joining.domain import starting
from havenkeep.joining.domain.papers import Signers
from havenkeep.joining.models import Checklist, Clause
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person
from tests.world import AT, TODAY


def ready_papers(home: Home, *, since: date | None = None, by: Actor = SYSTEM) -> tuple[Checklist, Clause]:
    """Approve our starting texts for a home; `since` is when its contracts and agreements hold the clause."""
    checklist = save_checklist(
        home=home,
        points=starting.POINTS,
        within_days=starting.DAYS,
        signers=Signers.EDITORS,
        by=by,
        at=AT,
    )
    clause = save_clause(home=home, text=starting.CLAUSE, by=by, at=AT)
    for version in (checklist, clause):
        approve(version=version, seen_digest=version.digest, by=by, at=AT)
        version.refresh_from_db()
    note_clause_use(clause=clause, staff_since=since, others_since=since, by=by, at=AT)
    clause.refresh_from_db()
    return checklist, clause


def worker(
    home: Home,
    name: str,
    *,
    days: int | None = 3,
    engagement: Engagement = Engagement.EMPLOYED,
    user: User | None = None,
    **post: Any,
) -> Person:
    """Put somebody on the list who started so many days ago; None is a first day that nobody noted."""
    person = add_person(provider=home.provider, name=name, by=SYSTEM, at=AT)
    if user is not None:
        Person.objects.filter(pk=person.pk).update(user=user)
        person.refresh_from_db()
    work(person, home, days=days, engagement=engagement, **post)
    return person


def work(
    person: Person,
    home: Home,
    *,
    days: int | None = 3,
    engagement: Engagement = Engagement.EMPLOYED,
    **post: Any,
) -> None:
    start_post(
        person=person,
        home=home,
        engagement=engagement,
        role=JobRole.CARER,
        started_on=None if days is None else TODAY - timedelta(days=days),
        by=SYSTEM,
        at=AT,
        **post,
    )
