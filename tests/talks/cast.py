"""People of Thistlewick House, and talks they go to. Everyone here is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person, Post
from havenkeep.talks.actions import TalkDetails, schedule_talk
from havenkeep.talks.domain.talk import Kind
from havenkeep.talks.models import Talk
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from tests.assessment.sheets import csv_file
from tests.world import AT

LEVEL_1 = "Data Security Awareness - Level 1"
HEADINGS = ("Name", "Course", "Completed on")
DETAILS = TalkDetails(
    kind=Kind.TEAM_TALK,
    title="Data security over tea",
    covers=ALL_OUTCOMES,
    starts_at=AT,
    minutes=25,
    led_by="Lena Reed",
    where="Dining room",
)


def hired(
    home: Home,
    name: str,
    *,
    number: str = "",
    email: str = "",
    user: User | None = None,
    ended_on: date | None = None,
    role: JobRole = JobRole.CARER,
) -> Person:
    """Put somebody on a home's staff list."""
    person = add_person(
        provider=home.provider, name=name, payroll_number=number, email=email, by=SYSTEM, at=AT
    )
    start_post(
        person=person,
        home=home,
        engagement=Engagement.EMPLOYED,
        role=role,
        ended_on=ended_on,
        by=SYSTEM,
        at=AT,
    )
    if user is not None:
        Person.objects.filter(pk=person.pk).update(user=user)
        person.refresh_from_db()
    return person


def many(home: Home, number: int, *, first: int = 0) -> list[Person]:
    """Put that many made-up people on the list at once, numbered from `first`."""
    people = Person.objects.bulk_create(
        Person(
            provider=home.provider,
            name=f"Worker Number{n:05}",
            name_key=f"worker number{n:05}",
            payroll_number=f"P{n}",
            made_at=AT,
        )
        for n in range(first, first + number)
    )
    Post.objects.bulk_create(
        Post(
            person=person,
            home=home,
            engagement=Engagement.EMPLOYED.value,
            role=JobRole.CARER.value,
            noted_at=AT,
        )
        for person in people
    )
    return people


def held(home: Home, *, starts_at: datetime = AT, **changes: Any) -> Talk:
    """Plan a talk, at `AT` unless said."""
    details = replace(DETAILS, starts_at=starts_at, **changes)
    return schedule_talk(home=home, details=details, by=SYSTEM, at=AT - timedelta(days=1))


def platform(
    folder: Path, rows: Sequence[Sequence[str]], *, headings: Sequence[str] = HEADINGS, **how: Any
) -> Path:
    """Write a learning platform's list."""
    return csv_file(folder, rows, headings=headings, name=how.pop("name", "report.csv"), **how)
