"""Whoever holds a duty owes its training beside their role's; of two people of one name none is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.governance.actions import appoint
from havenkeep.governance.domain.lead import Duty
from havenkeep.needs.queries import owed_by, owed_in
from havenkeep.needs.queries.analysing import todays_needs
from havenkeep.people.models import Person
from tests.needs.staff import hire
from tests.world import AT, TODAY, World


@pytest.fixture
def lena(world: World) -> Person:
    return hire(world.thistlewick, "Lena Reed")


def give(world: World, duty: Duty = Duty.LEAD, **said: Any) -> None:
    appoint(home=world.thistlewick, duty=duty, name="Lena Reed", by=SYSTEM, at=AT, **said)


def courses(person: Person) -> list[str]:
    return [row.course for row in owed_by(person, TODAY)]


def test_the_lead_owes_the_leads_training_whatever_else_they_decide(world: World, lena: Person) -> None:
    give(world, Duty.LEAD)
    give(world, Duty.ICO_DECIDER)
    assert courses(lena) == ["everyone", "lead"]


def test_two_people_of_the_leads_name_are_not_guessed(world: World, lena: Person) -> None:
    other = hire(world.thistlewick, "Lena Reed")
    give(world)
    assert courses(lena) == courses(other) == ["everyone"]
    assert [len(row.owed) for row in owed_in(world.thistlewick, on=TODAY)] == [1, 1]
    (duty,) = todays_needs(world.thistlewick, on=TODAY).duties
    assert duty.people == 0


def test_two_of_a_name_are_told_apart_when_the_lead_was_chosen_from_the_list(
    world: World, lena: Person
) -> None:
    other = hire(world.thistlewick, "Lena Reed")
    give(world, person=lena)
    assert courses(lena) == ["everyone", "lead"]
    assert courses(other) == ["everyone"]
