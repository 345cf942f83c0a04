"""Inviting and accepting: once, in time, by whom it is for, and with no more than the giver has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.actions import CannotMakeAccount, prepare_user
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.mail.models import Message
from havenkeep.organisations import actions
from havenkeep.organisations.domain.tokens import GOOD_FOR, digest_of
from havenkeep.organisations.models import Home, Invitation, Membership
from tests.world import AT, TODAY, World, join

WHOLE: Mapping[str, Any] = {"name": "Nell Fox", "email": "", "last_day": None, "link": "/?key={}".format}


def invited(world: World, **kwargs: Any) -> actions.Issued:
    said = {"place": world.thistlewick, "role": Role.EDITOR, "giver": [Role.MANAGER], "at": AT}
    return actions.invite(**{**WHOLE, **said, "by": world.alice.as_actor(), **kwargs})


def token(issued: actions.Issued) -> str:
    return issued.link.partition("key=")[2]


def accept(issued: actions.Issued, user: User, *, at: Any = AT) -> Invitation:
    return actions.accept_invitation(digest=digest_of(token(issued)), user=user, by=user.as_actor(), at=at)


def newcomer(email: str = "nell@example.org") -> User:
    return prepare_user(name="Nell Fox", email=email, password=None, at=AT)


def test_a_new_person_comes_in_with_an_account_and_the_role(world: World) -> None:
    user = newcomer()
    accept(invited(world), user)
    mine = user.memberships.get()
    assert (mine.as_role, mine.home, mine.given_by_id) == (Role.EDITOR, world.thistlewick, world.alice.ref)


def test_of_the_token_only_a_digest_is_kept(world: World) -> None:
    issued = invited(world)
    kept = Invitation.objects.values().get()
    assert token(issued) not in str(kept)
    assert kept["digest"] == digest_of(token(issued))


def test_a_link_works_once_and_keeps_nothing_of_the_second(world: World) -> None:
    issued = invited(world)
    accept(issued, newcomer())
    with pytest.raises(actions.InvitationGone), transaction.atomic():
        accept(issued, newcomer("other@example.org"))
    assert not User.objects.filter(email="other@example.org").exists()


@pytest.mark.parametrize("what", ["too old", "taken back", "made anew", "made up"])
def test_a_link_that_is_over_lets_nobody_in(world: World, what: str) -> None:
    issued, at = invited(world), AT
    by = world.alice.as_actor()
    if what == "too old":
        at = AT + GOOD_FOR
    elif what == "taken back":
        actions.revoke_invitation(invitation=issued.invitation, by=by, at=AT)
    elif what == "made anew":
        actions.renew_invitation(invitation=issued.invitation, link=WHOLE["link"], by=by, at=AT)
    else:
        issued = actions.Issued(invitation=issued.invitation, link="?key=" + "A" * 43, mailed=False)
    with pytest.raises(actions.InvitationGone):
        accept(issued, newcomer(), at=at)


def test_the_same_invitation_twice_is_one_with_a_new_link(world: World) -> None:
    first, second = invited(world), invited(world)
    assert first.invitation == second.invitation
    accept(second, newcomer())
    assert Invitation.objects.count() == 1


def test_an_invitation_with_an_address_is_for_that_account_only(world: World) -> None:
    issued = invited(world, email="Charlie.Stone@example.org ")
    with pytest.raises(actions.WrongAccount):
        accept(issued, world.bob)
    accept(issued, world.charlie)
    assert {row.home for row in world.charlie.memberships.all()} == {world.brookside, world.thistlewick}


def test_an_account_that_is_there_is_not_made_again(world: World) -> None:
    issued = invited(world)
    with pytest.raises(CannotMakeAccount), transaction.atomic():
        accept(issued, newcomer("bob.marsh@example.org"))
    assert Invitation.objects.open().count() == 1


@pytest.mark.parametrize(
    ("role", "giver"),
    [
        (Role.GROUP_LEAD, Role.MANAGER),
        (Role.OPERATOR, Role.MANAGER),
        (Role.EDITOR, Role.LEAD),
        (Role.EDITOR, Role.OPERATOR),
    ],
)
def test_a_role_that_is_not_theirs_to_give_is_refused(world: World, role: Role, giver: Role) -> None:
    with pytest.raises(actions.CannotInvite) as refused:
        invited(world, role=role, giver=[giver])
    assert refused.value.field == "role"


def test_a_consultant_of_the_provider_gets_a_consent_for_each_service(world: World) -> None:
    issued = invited(world, place=world.larkfield, role=Role.CONSULTANT_SEEING, giver=[Role.GROUP_LEAD])
    user = newcomer()
    accept(issued, user)
    assert {row.home for row in user.memberships.all()} == {world.thistlewick, world.oak_lodge}
    assert not Home.objects.visible_to(user, at=AT).filter(provider=world.meadowgate).exists()


def test_the_link_dies_with_the_last_day_of_the_access(world: World) -> None:
    issued = invited(world, role=Role.INSPECTOR, last_day=TODAY)
    with pytest.raises(actions.InvitationGone):
        accept(issued, newcomer(), at=AT + timedelta(hours=6))


def test_access_is_over_the_moment_its_last_day_is(world: World) -> None:
    day = TODAY + timedelta(days=3)
    user = join("Vera Lane", Role.STAFF, home=world.brookside)
    actions.give_membership(
        user=user, role=Role.CONSULTANT, home=world.thistlewick, last_day=day, by=SYSTEM, at=AT
    )
    late = AT + timedelta(days=3)
    assert Home.objects.visible_to(user, at=late).filter(pk=world.thistlewick.pk).exists()
    over = late + timedelta(hours=5)
    assert not Home.objects.visible_to(user, at=over).filter(pk=world.thistlewick.pk).exists()
    assert Membership.objects.in_force(at=over).filter(user=user).count() == 1


def test_mail_brings_the_link_where_it_is_set_up(world: World, settings: Any) -> None:
    assert not invited(world, email="nell@example.org").mailed
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    issued = invited(world, email="nell@example.org")
    message = Message.objects.get()
    assert issued.mailed
    assert (message.to, message.kind) == ("nell@example.org", "invitation")
    assert issued.link in message.body
    assert token(issued) not in message.key + message.subject
