"""People of made-up names on a staff list, and their training."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Person, Post
from havenkeep.training.actions import note_completion
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from havenkeep.training.domain.sources import Source
from havenkeep.training.models import Completion
from tests.world import AT, TODAY


def hire(home: Home, name: str, *, engagement: Engagement = Engagement.EMPLOYED, **post: Any) -> Person:
    """Put somebody on the list, with a post."""
    person = add_person(provider=home.provider, name=name, by=SYSTEM, at=AT)
    start_post(person=person, home=home, engagement=engagement, role=JobRole.CARER, by=SYSTEM, at=AT, **post)
    return person


def teach(person: Person, on: date = TODAY, *, at: datetime = AT, **changed: Any) -> Completion:
    """Note a course that covers everything, or what is said."""
    given: dict[str, Any] = {
        "course": "everyone",
        "title": "Data security for everyone",
        "source": Source.LESSONS,
        "covers": ALL_OUTCOMES,
    }
    return note_completion(person=person, completed_on=on, by=SYSTEM, at=at, **(given | changed))


def staff(home: Home, count: int, *, trained: int, on: date = TODAY) -> list[Person]:
    """Put many people on the list at once, the first of them trained on a day."""
    people = Person.objects.bulk_create(
        [
            Person(
                provider=home.provider,
                name=f"Worker {number:04}",
                name_key=name_key(f"Worker {number:04}"),
                made_at=AT,
            )
            for number in range(count)
        ]
    )
    Post.objects.bulk_create(
        [
            Post(person=person, home=home, engagement="employed", role="carer", noted_at=AT)
            for person in people
        ]
    )
    Completion.objects.bulk_create(
        [
            Completion(
                person=person,
                course="everyone",
                title="Data security for everyone",
                completed_on=on,
                source="certificate",
                rights=True,
                safekeeping=True,
                threats=True,
                reporting=True,
                noted_at=AT,
            )
            for person in people[:trained]
        ]
    )
    return people
