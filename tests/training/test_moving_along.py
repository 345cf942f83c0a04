"""Whoever works for a service, and their training, go with it to another installation."""

from __future__ import annotations

import pytest

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.governance.actions import appoint
from havenkeep.governance.domain.lead import Duty
from havenkeep.people.models import Person
from havenkeep.training.models import Completion
from havenkeep.upkeep.moving.owned import owned, rows_of
from tests.training.team import hire, teach
from tests.world import AT, World


@pytest.mark.parametrize(
    "label",
    ["people.Person", "people.Post", "training.Completion", "training.Passport", "governance.Appointment"],
)
def test_the_tables_are_moved(label: str) -> None:
    assert owned()[label].moved


def test_who_works_there_or_holds_a_duty_comes_along_and_nobody_else(world: World) -> None:
    here, leads = hire(world.thistlewick, "Here"), hire(world.oak_lodge, "Leads")
    elsewhere = hire(world.oak_lodge, "Elsewhere")
    appoint(home=world.thistlewick, duty=Duty.LEAD, name="Leads", person=leads, by=SYSTEM, at=AT)
    done = [teach(person) for person in (here, leads, elsewhere)]
    people = rows_of(owned()[Person._meta.label], world.thistlewick)
    assert set(people) == {here, leads}
    assert set(rows_of(owned()[Completion._meta.label], world.thistlewick)) == set(done[:2])
