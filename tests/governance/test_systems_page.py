"""The page of NHS systems."""

from __future__ import annotations

from typing import Any

import pytest

from havenkeep.audit.models import Event
from havenkeep.governance.domain.nhs_systems import nhs_systems
from havenkeep.governance.models import SystemUse
from havenkeep.standards.domain.edition import Level
from tests.world import AT, World

MET = next(key for key, row in nhs_systems().items() if row.level is Level.MET)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def at(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/registers/nhs-systems/"


def test_saying_that_one_is_used_gives_the_level_and_the_day(world: World) -> None:
    client = world.client(world.alice)
    assert client.post(at(world), {MET: "yes"}).status_code == 302
    page = client.get(at(world)).content.decode()
    assert "You need <strong>Standards Met</strong> by 30 June 2027" in page


def test_every_system_shows_what_is_at_stake_and_who_says_so(world: World) -> None:
    page = world.client(world.alice).get(at(world)).content.decode()
    for system in nhs_systems().values():
        assert system.source in page
        assert system.at_stake.split("’")[0] in page


def test_nothing_answered_is_asked_for_once_more(world: World) -> None:
    response = world.client(world.alice).post(at(world), {})
    assert response.status_code == 422
    assert "Answer at least one" in response.content.decode()


def test_an_answer_that_was_not_offered_is_refused(world: World) -> None:
    assert world.client(world.alice).post(at(world), {MET: "perhaps"}).status_code == 422
    assert not SystemUse.objects.exists()


def test_the_same_twice_is_recorded_once(world: World) -> None:
    client = world.client(world.alice)
    for _ in range(2):
        client.post(at(world), {MET: "not_sure"})
    assert Event.objects.filter(event="governance.systems_noted").count() == 1


def test_what_was_said_is_chosen_the_next_time(world: World) -> None:
    client = world.client(world.alice)
    client.post(at(world), {MET: "no"})
    page = client.get(at(world)).content.decode()
    assert f'name="{MET}" type="radio" value="no" checked' in page


def test_staff_may_read_and_not_change_and_strangers_find_nothing(world: World) -> None:
    staff = world.client(world.bob)
    page = staff.get(at(world))
    assert page.status_code == 200
    assert '<form class="hk-form"' not in page.content.decode()
    assert staff.post(at(world), {MET: "yes"}).status_code == 403
    assert world.client(world.charlie).get(at(world)).status_code == 404
    assert world.client(world.charlie).post(at(world), {MET: "yes"}).status_code == 404
