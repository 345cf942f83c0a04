"""Pages of a service ask the database as often for 2,000 people as for ten, and do not grow without end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from havenkeep.joining.models import Induction
from havenkeep.keycards.models import KeyCard
from havenkeep.organisations.models import Home
from havenkeep.people.domain.list_check import DifferenceKind
from havenkeep.people.models import ListDifference, Person, Post
from havenkeep.talks.models import Attendance
from havenkeep.training.models import Completion
from tests.architecture.walk import FINE, NOBODY, Row, Walk, rows
from tests.world import AT, TODAY

ROOMS: Final = {"people", "joining", "keycards", "training", "needs", "talks", "lessons"}
FEW, MANY = 10, 2_000
MOST_BYTES: Final = 400_000
FILES = (".pdf", "/print", "extension>", "/poster/", "/sheet/", "/calendar/", "guide/file/", "/file/")
PAGES = {
    row.name: row
    for row in rows()
    if row.name.split(":")[0] in ROOMS
    and row.route.startswith("/homes/")
    and row.read != NOBODY
    and not any(sign in row.route for sign in FILES)
}


@dataclass(frozen=True, slots=True)
class Seen:
    status: int
    queries: int
    size: int
    asked: tuple[str, ...]


def hire_many(home: Home, numbers: range) -> None:
    """Put people on the staff list with a thing in every room, at once and without a history."""
    people = Person.objects.bulk_create(
        Person(provider=home.provider, name=f"Carer {at:04}", name_key=f"carer {at:04}", made_at=AT)
        for at in numbers
    )
    talk, check = home.talks.get(), home.list_checks.get()
    long_ago, lately = TODAY - timedelta(days=900), TODAY - timedelta(days=40)
    trained = {"course": "everyone", "title": "Ours", "source": "lessons", "noted_at": AT}
    covers = dict.fromkeys(("rights", "safekeeping", "threats", "reporting"), True)
    signed = {"home": home, "how": "paper", "signed_on": lately, "noted_at": AT}
    for start in (0, 1):  # of two, one is new and one untrained
        half = people[start::2]
        Post.objects.bulk_create(
            Post(
                person=one,
                home=home,
                engagement="employed",
                role="carer",
                started_on=(long_ago, lately)[start],
                noted_at=AT,
            )
            for one in half
        )
    Completion.objects.bulk_create(
        Completion(person=one, completed_on=TODAY - timedelta(days=9), **trained, **covers)
        for one in people[::2]
    )
    Induction.objects.bulk_create(
        Induction(person=one, ref=f"i{one.pk}", signed_name=one.name, **signed) for one in people[1::4]
    )
    KeyCard.objects.bulk_create(
        KeyCard(person=one, token_digest=f"t{one.pk}", code_secret=f"c{one.pk}", made_at=AT)
        for one in people[::3]
    )
    Attendance.objects.bulk_create(
        Attendance(talk=talk, person=one, how="qr", noted_at=AT) for one in people[::3]
    )
    ListDifference.objects.bulk_create(
        ListDifference(check_made=check, kind=DifferenceKind.MISSING, person=one) for one in people[::5]
    )


def look(walk: Walk, client: Client, row: Row) -> Seen:
    address = walk.address(row)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        transaction.set_rollback(True)
    words = tuple(query["sql"] for query in asked)
    return Seen(response.status_code, len(asked), len(response.content), words)


@pytest.fixture(scope="module")
def seen(walk: Walk) -> dict[int, dict[str, Seen]]:
    """Look at every page among ten people, and then among 2,000."""
    client, found = walk.world.client(walk.world.alice), {}
    for row in PAGES.values():  # what is read once and kept
        look(walk, client, row)
    for people, numbers in ((FEW, range(FEW)), (MANY, range(FEW, MANY))):
        hire_many(walk.world.thistlewick, numbers)
        found[people] = {name: look(walk, client, row) for name, row in PAGES.items()}
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_asks_as_often_for_2000_people_as_for_ten(seen: dict[int, dict[str, Seen]], name: str) -> None:
    few, many = seen[FEW][name], seen[MANY][name]
    assert many.status == few.status
    assert few.status in FINE
    assert many.queries <= few.queries, "\n".join(many.asked)
    assert many.size <= MOST_BYTES
