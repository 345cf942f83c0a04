"""The list of registers."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from havenkeep.assessment.checks import CHECKS
from havenkeep.governance.actions import appoint
from havenkeep.governance.domain.lead import Duty
from havenkeep.identity.roles import ROLES, Permission, Reach, Role, allows
from havenkeep.web.registers.pages import REGISTERS
from tests.world import AT, World, join

NO_REGISTER = {"assessment.publication"}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def at(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/registers/"


def test_every_check_has_its_register_here_or_is_known_to_have_none() -> None:
    assert {register.check for register in REGISTERS} | NO_REGISTER == set(CHECKS)


def test_an_empty_home_could_not_tell_and_leads_to_each_register(world: World) -> None:
    page = world.client(world.alice).get(at(world)).content.decode()
    assert page.count("Could not tell.") == len(REGISTERS)
    for register in REGISTERS:
        assert f'href="{reverse(register.route, args=[world.thistlewick.ref])}"' in page


def test_what_a_register_finds_shows_at_once(world: World) -> None:
    client = world.client(world.alice)
    client.get(at(world))
    appoint(
        home=world.thistlewick,
        duty=Duty.LEAD,
        name="Lena Reed",
        job_title="deputy manager",
        signed_by="Jo Marsh, director",
        by=world.alice.as_actor(),
        at=AT,
    )
    page = client.get(at(world)).content.decode()
    assert "Lena Reed, deputy manager, leads on data security" in page
    assert "In order." in page


def test_strangers_find_nothing_and_nobody_signed_in_is_asked_to(world: World) -> None:
    assert world.client(world.charlie).get(at(world)).status_code == 404
    assert world.client().get(at(world)).status_code == 302


def test_the_list_is_a_handful_of_queries_once_the_findings_are_kept(
    world: World, django_assert_num_queries: Any
) -> None:
    client = world.client(world.alice)
    client.get(at(world))
    with django_assert_num_queries(5):
        client.get(at(world))


@pytest.mark.parametrize("role", [role for role, row in ROLES.items() if row.reach is Reach.HOME])
def test_each_role_sees_what_it_may_and_every_link_opens(world: World, role: Role) -> None:
    client = world.client(join("Ada Fell", role, home=world.thistlewick))
    page = client.get(at(world)).content.decode()
    for register in REGISTERS:
        address = reverse(register.route, args=[world.thistlewick.ref])
        linked = f'href="{address}"' in page.split("<main")[1]
        assert linked is (client.get(address).status_code == 200), register.title
        assert (register.why in page) is (linked or allows(role, Permission.ASSESSMENT_VIEW)), register.title


def test_a_member_of_staff_reads_no_finding_about_colleagues(world: World) -> None:
    page = world.client(world.bob).get(at(world)).content.decode()
    assert page.count("Could not tell.") == 3
    assert "Staff list" not in page.split("<main")[1]
