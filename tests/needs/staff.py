"""People for the staff list of a home, made through the actions that the pages use. Everyone is made up."""

from __future__ import annotations

from datetime import date, datetime

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person
from havenkeep.training.actions import note_completion
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from havenkeep.training.domain.sources import Source
from tests.world import AT


def hire(
    home: Home,
    name: str,
    role: JobRole = JobRole.CARER,
    *,
    started_on: date | None = date(2026, 11, 20),
    engagement: Engagement = Engagement.EMPLOYED,
    email: str = "",
    payroll_number: str = "",
    sees: bool = True,
    at: datetime = AT,
) -> Person:
    person = add_person(
        provider=home.provider, name=name, email=email, payroll_number=payroll_number, by=SYSTEM, at=at
    )
    start_post(
        person=person,
        home=home,
        engagement=engagement,
        role=role,
        started_on=started_on,
        sees_personal_data=sees,
        by=SYSTEM,
        at=at,
    )
    return person


def train(person: Person, on: date, *, at: datetime = AT) -> None:
    note_completion(
        person=person,
        course="everyone",
        title="Yearly training",
        completed_on=on,
        source=Source.LESSONS,
        covers=ALL_OUTCOMES,
        by=SYSTEM,
        at=at,
    )
