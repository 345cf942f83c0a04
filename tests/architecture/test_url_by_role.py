"""Every address, by everyone: nobody sees another's home, and nobody does what their role does not say.

routes.txt lists the addresses with what each needs; a new one fails here until it has its line.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission, Role
from tests.architecture.walk import (
    NOBODY,
    NOWHERE,
    OPERATOR,
    PUBLIC,
    SIGNED_IN,
    Row,
    Walk,
    make_walk,
    routes,
    rows,
)
from tests.world import AT

ROWS = {row.name: row for row in rows()}
EVERY_ROW = pytest.mark.parametrize("name", sorted(ROWS))


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Walk]:
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(AT, tick=False):
        yield make_walk()
        transaction.set_rollback(True)


def status(row: Row, walk: Walk, *, method: str, user: User | None) -> int:
    """Go there as that person, and undo what it did."""
    client: Client = walk.world.client(user)
    with transaction.atomic():
        response = client.generic(method, walk.address(row))
        if method == "GET" and user is None and row.read != PUBLIC:
            assert response.headers["Location"].startswith("/account/sign-in/")
        transaction.set_rollback(True)
    return int(response.status_code)


def test_the_list_of_routes_is_the_list_of_routes() -> None:
    there = dict(routes())
    listed = {row.name: row.route for row in ROWS.values()}
    new = [f"{name} {route} NEED NEED" for name, route in there.items() if name not in listed]
    assert not new, "Add to tests/architecture/routes.txt:\n" + "\n".join(new)
    assert listed == there


def test_each_line_needs_what_there_is_to_need() -> None:
    known = {PUBLIC, SIGNED_IN, OPERATOR, NOWHERE, NOBODY, *Permission.__members__}
    assert {need for row in ROWS.values() for need in (row.read, row.write)} <= known


@pytest.mark.django_db
def test_every_role_walks(walk: Walk) -> None:
    walked = {
        role for user in walk.people.values() for role in user.memberships.values_list("role", flat=True)
    }
    assert walked == set(Role)


def test_every_permission_opens_something() -> None:
    assert set(Permission.__members__) - {
        need for row in ROWS.values() for need in (row.read, row.write)
    } <= {Permission.INSTALLATION.name}


@pytest.mark.django_db
@EVERY_ROW
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everyone_gets_what_their_role_says(walk: Walk, name: str, method: str) -> None:
    row = ROWS[name]
    people: dict[str, User | None] = {"nobody": None, **walk.people}
    wrong = {}
    for who, user in people.items():
        got = status(row, walk, method=method, user=user)
        expected = walk.expects(row, method=method, user=user)
        if got not in expected:
            wrong[who] = f"{got}, not {sorted(expected)}"
    assert wrong == {}
