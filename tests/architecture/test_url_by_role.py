"""Every address, by everyone: nobody sees another's home, and nobody does what their role does not say.

routes.txt lists the addresses with what each needs; a new one fails here until it has its line.
"""

from __future__ import annotations

import pytest
from django.db import transaction

from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission, Role
from havenkeep.keycards.landing import is_own_page
from tests.architecture.walk import (
    NOBODY,
    NOWHERE,
    OPERATOR,
    OWN,
    PUBLIC,
    SIGNED_IN,
    Walk,
    routes,
    rows,
)

ROWS = {row.name: row for row in rows()}
THINGS = {
    "job",
    "proof",
    "preview",
    "appointment",
    "file",
    "invitation",
    "membership",
    "person",
    "assignment",
    "analysis",
    "completion",
    "talk",
    "written",
    "listed",
    "colleague",
    "attempt",
    "paper",
    "other",
    "post",
    "absence",
    "letter",
    "difference",
    "listing",
    "tablet",
    "induction",
    "agreement",
}  # placeholders that name a row that somebody owns
NOT_THERE: dict[str, object] = dict.fromkeys(THINGS, "nothere9") | {
    "appointment": 999_999,
    "membership": 999_999,
    "written": 999_999,
    "tablet": 999_999,
    "post": 999_999,
    "absence": 999_999,
}
EVERY_ROW = pytest.mark.parametrize("name", sorted(ROWS))


def answer(walk: Walk, address: str, *, method: str, user: User | None) -> tuple[int, str]:
    """Go there as that person, undo what it did, and return the status and where it led."""
    client = walk.client(user)
    with transaction.atomic():
        response = client.generic(method, address)
        transaction.set_rollback(True)
    return int(response.status_code), response.headers.get("Location", "")


def test_the_list_of_routes_is_the_list_of_routes() -> None:
    there = dict(routes())
    listed = {row.name: row.route for row in ROWS.values()}
    new = [f"{name} {route} NEED NEED" for name, route in there.items() if name not in listed]
    assert not new, "Add to tests/architecture/routes.txt:\n" + "\n".join(new)
    assert listed == there


def test_each_line_needs_what_there_is_to_need() -> None:
    known = {PUBLIC, SIGNED_IN, OPERATOR, OWN, NOWHERE, NOBODY, *Permission.__members__}
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
        got, led = answer(walk, walk.address(row), method=method, user=user)
        if user is None and PUBLIC not in {row.read, row.write}:
            assert led.startswith("/card/?next=" if is_own_page(walk.address(row)) else "/account/sign-in/")
        expected = walk.expects(row, method=method, user=user)
        if got not in expected:
            wrong[who] = f"{got}, not {sorted(expected)}"
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if {*row.placeholders} & THINGS))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_strangers_thing_is_not_there_under_ones_own_address(walk: Walk, name: str, method: str) -> None:
    row = ROWS[name]
    for thing in {*row.placeholders} & THINGS:  # one at a time: also a stranger's file under one's own proof
        theirs = walk.address(row, things={thing: walk.of_stranger[thing]})
        nothing = walk.address(row, things={thing: NOT_THERE[thing]})
        walkers = ["olive"] if OPERATOR in {row.read, row.write} else ["gina", "alice"]
        walkers = ["bob"] if OWN in {row.read, row.write} else walkers
        for user in [walk.people[who] for who in walkers]:
            got = answer(walk, theirs, method=method, user=user)
            assert got == answer(walk, nothing, method=method, user=user)
            assert got[0] in {302, 404, 405}


@pytest.mark.django_db
def test_every_kind_of_thing_has_a_stranger_who_owns_one(walk: Walk) -> None:
    public = {"code", "token"}  # anyone who has one may see what it says
    assert set(walk.of_stranger) == THINGS | {"account"} | public
    fixed = {
        "account",
        "group",
        "language",
        "course",
        "lesson",
        *public,
        "topic",
        "message",
        "number",
        "edition",
        "item",
        "extension",
        "duty",
        "slug",
        "ref",
        "role",
        "printed",
    }
    assert {name for row in ROWS.values() for name in row.placeholders} == THINGS | fixed
