"""Two thousand people cost as many queries as ten, and a long list comes in parts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from havenkeep.needs.models import Reminder
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JobRole
from havenkeep.people.models import Person, Post
from tests.world import AT, TODAY, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def fill(home: Home, people: int) -> None:
    roles = list(JobRole)
    made = Person.objects.bulk_create(
        [
            Person(provider=home.provider, name=f"P {number}", name_key=f"p {number:05}", made_at=AT)
            for number in range(people)
        ]
    )
    Post.objects.bulk_create(
        [
            Post(
                person=person,
                home=home,
                engagement="employed",
                role=roles[number % len(roles)],
                started_on=TODAY,
                noted_at=AT,
            )
            for number, person in enumerate(made)
        ]
    )
    Reminder.objects.bulk_create(
        [
            Reminder(
                home=home,
                person=person,
                training="everyone",
                due_on=TODAY,
                which="before",
                sent_on=TODAY - timedelta(1),
                sent_at=AT,
            )
            for person in made
        ]
    )


def asked(world: World, page: str) -> int:
    client = world.client(world.alice)
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/homes/{world.thistlewick.ref}/training/needs/{page}")
    assert response.status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("page", "most"),
    [("", 14), ("approval/", 14), ("assignments/", 16), ("reminders/", 10), ("assignments/new/", 6)],
)
def test_a_page_asks_as_much_for_two_thousand_people_as_for_ten(world: World, page: str, most: int) -> None:
    fill(world.oak_lodge, 10)
    fill(world.thistlewick, 10)
    few = asked(world, page)
    fill(world.thistlewick, 1_990)
    assert asked(world, page) == few <= most


def test_a_long_list_comes_in_parts_of_a_hundred(world: World) -> None:
    fill(world.thistlewick, 250)
    client = world.client(world.alice)
    for page, names in (("assignments/", 100), ("assignments/?page=3", 50), ("assignments/?page=x", 100)):
        told = client.get(f"/homes/{world.thistlewick.ref}/training/needs/{page}").content.decode()
        assert told.count('">P ') == names
