"""Ending and changing access: at once, with the session, and never the last manager's or operator's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.queries import verify
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.organisations import actions
from havenkeep.organisations.models import Home, Invitation, Membership
from havenkeep.organisations.permissions import OutOfReach, check_reach
from havenkeep.organisations.queries import everywhere_in
from tests.organisations.test_inviting import invited
from tests.world import AT, PASSWORD, TODAY, World, join


def end(user: User, **which: Any) -> None:
    actions.end_access(membership=user.memberships.get(**which), by=SYSTEM, at=AT)


def change(user: User, role: Role, days: int | None = None) -> Membership:
    last_day = None if days is None else TODAY + timedelta(days=days)
    row = user.memberships.get(ended_at=None)
    return actions.change_access(membership=row, role=role, last_day=last_day, by=SYSTEM, at=AT)


def test_ended_access_opens_nothing_and_stays_in_the_history(world: World) -> None:
    end(world.bob)
    assert not Home.objects.visible_to(world.bob, at=AT).exists()
    assert world.bob.memberships.get().ended_at == AT
    assert {report.broken_at for report in verify()} == {None}


def test_a_new_role_holds_at_once_and_the_old_one_is_kept(world: World) -> None:
    change(world.lena, Role.STAFF)
    rows = list(world.lena.memberships.order_by("pk"))
    assert [(row.as_role, row.ended_at) for row in rows] == [(Role.LEAD, AT), (Role.STAFF, None)]


@pytest.mark.parametrize("elsewhere", [True, False])
def test_who_has_no_access_left_anywhere_is_signed_out(world: World, elsewhere: bool) -> None:
    join("Dan Till", Role.MANAGER, home=world.thistlewick)
    if elsewhere:
        actions.give_membership(user=world.alice, role=Role.STAFF, home=world.brookside, by=SYSTEM, at=AT)
    alice = Client()
    alice.post("/account/sign-in/", {"login": world.alice.email, "password": PASSWORD})
    end(world.alice, home=world.thistlewick)
    assert alice.get("/services/").status_code == (200 if elsewhere else 302)


@pytest.mark.parametrize("how", ["end", "lower", "end by a day", "leave"])
def test_the_last_manager_stays(world: World, how: str) -> None:
    alice = world.alice
    join("Dan Till", Role.MANAGER, home=world.oak_lodge)
    visiting = join("Eve Stone", Role.EDITOR, home=world.thistlewick)
    change(visiting, Role.MANAGER, days=20)  # a manager for a while is no stand-in
    with pytest.raises(actions.CannotEnd, match="Alice Fenn is the only manager of Thistlewick House"):
        match how:
            case "end":
                end(alice)
            case "lower":
                change(alice, Role.LEAD)
            case "end by a day":
                change(alice, Role.MANAGER, days=300)
            case "leave":
                rows = everywhere_in(world.larkfield, person=alice.ref, helper=world.gina, at=AT)
                actions.end_all_access(user=alice, memberships=rows, by=SYSTEM, at=AT)
    assert alice.memberships.get().is_in_force(at=AT + timedelta(days=4000))


def test_with_a_second_manager_the_first_may_go_and_then_the_second_stays(world: World) -> None:
    second = join("Dan Till", Role.MANAGER, home=world.thistlewick)
    end(world.alice)
    with pytest.raises(actions.CannotEnd):
        end(second)


def test_the_last_operator_stays(world: World) -> None:
    with pytest.raises(actions.CannotEnd, match="Olive Tarn is the only one who looks after"):
        end(world.olive)
    join("Oda Wick", Role.OPERATOR)
    end(world.olive)


def test_what_has_ended_cannot_be_ended_again(world: World) -> None:
    end(world.bob)
    with pytest.raises(actions.CannotEnd, match="ended already"):
        end(world.bob)


def test_a_managers_links_end_with_their_access(world: World) -> None:
    second = join("Dan Till", Role.MANAGER, home=world.thistlewick)
    invited(world, by=second.as_actor())
    change(second, Role.EDITOR)
    assert not Invitation.objects.open().exists()


def test_a_leaver_is_gone_from_every_service_of_the_provider_and_no_other(world: World) -> None:
    for home in (world.oak_lodge, world.brookside):
        actions.give_membership(user=world.bob, role=Role.STAFF, home=home, by=SYSTEM, at=AT)
    of_alice = everywhere_in(world.larkfield, person=world.bob.ref, helper=world.alice, at=AT)
    assert [row.home for row in of_alice] == [world.thistlewick]
    rows = everywhere_in(world.larkfield, person=world.bob.ref, helper=world.gina, at=AT)
    assert actions.end_all_access(user=world.bob, memberships=rows, by=SYSTEM, at=AT) == 2
    assert [home.name for home in Home.objects.visible_to(world.bob, at=AT)] == ["Brookside"]


@pytest.mark.parametrize(
    ("helper", "of", "fine"),
    [
        ("alice", "bob", True),
        ("gina", "bob", True),
        ("gina", "alice", True),
        ("lena", "bob", False),
        ("alice", "gina", False),
        ("alice", "charlie", False),
        ("alice", "olive", False),
        ("gina", "olive", False),
        ("olive", "bob", False),
    ],
)
def test_who_may_help_whom_back_in(world: World, helper: str, of: str, fine: bool) -> None:
    try:
        check_reach(world.people[of], helper=world.people[helper], at=AT)
    except OutOfReach:
        assert not fine
    else:
        assert fine


def test_an_operator_is_helped_by_an_operator_only(world: World) -> None:
    actions.give_membership(user=world.bob, role=Role.OPERATOR, by=SYSTEM, at=AT)
    with pytest.raises(OutOfReach):
        check_reach(world.bob, helper=world.alice, at=AT)
    actions.give_membership(user=world.alice, role=Role.OPERATOR, by=SYSTEM, at=AT)
    check_reach(world.bob, helper=world.alice, at=AT)


def test_one_manager_too_few_leaves_everything_as_it_was(world: World) -> None:
    actions.give_membership(user=world.alice, role=Role.STAFF, home=world.oak_lodge, by=SYSTEM, at=AT)
    rows = list(world.alice.memberships.all())
    with pytest.raises(actions.CannotEnd), transaction.atomic():
        actions.end_all_access(user=world.alice, memberships=rows, by=SYSTEM, at=AT)
    assert Membership.objects.in_force(at=AT).filter(user=world.alice).count() == 2
