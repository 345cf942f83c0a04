"""What the tests of the staff list do again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.test import Client

from havenkeep.organisations.models import Home
from havenkeep.people import actions
from havenkeep.people.domain.bringing import Bringing
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_rows import read_rows
from havenkeep.people.models import Person
from tests.world import AT, TODAY, World


def on_list(
    world: World,
    name: str,
    *,
    home: Home | None = None,
    engagement: Engagement = Engagement.EMPLOYED,
    role: JobRole = JobRole.CARER,
    payroll_number: str = "",
    started_on: date | None = date(2024, 1, 8),
    ended_on: date | None = None,
    **post: Any,
) -> Person:
    """Put somebody on the list, with a post at Thistlewick House unless said otherwise."""
    by = world.alice.as_actor()
    person = actions.add_person(
        provider=world.larkfield, name=name, payroll_number=payroll_number, by=by, at=AT
    )
    actions.start_post(
        person=person,
        home=home or world.thistlewick,
        engagement=engagement,
        role=role,
        started_on=started_on,
        ended_on=ended_on,
        by=by,
        at=AT,
        **post,
    )
    return person


def brings(
    world: World,
    rows: Iterable[Mapping[str, str]],
    *,
    source: ListSource = ListSource.ROTA,
    dated_on: date = TODAY,
    each_shift: bool = False,
) -> Bringing:
    """Bring rows in at Thistlewick House."""
    read = read_rows(list(enumerate(rows, start=2)), on=TODAY, each_shift=each_shift)
    return actions.bring_people(
        home=world.thistlewick,
        read=read,
        source=source,
        dated_on=dated_on,
        by=world.alice.as_actor(),
        at=AT,
    )


def at(world: World, rest: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/staff/{rest}"


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())
