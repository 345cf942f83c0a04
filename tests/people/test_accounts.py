"""A person and their account: one each, noted once, and heard of in the homes where they work."""

from __future__ import annotations

import pytest

from havenkeep.audit.models import Event
from havenkeep.people import actions
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person
from tests.world import AT, World


def person(world: World, name: str = "Kofi Mensah") -> Person:
    made = actions.add_person(provider=world.larkfield, name=name, by=world.alice.as_actor(), at=AT)
    actions.start_post(
        person=made,
        home=world.thistlewick,
        engagement=Engagement.EMPLOYED,
        role=JobRole.CARER,
        by=world.alice.as_actor(),
        at=AT,
    )
    return made


def events(world: World, event: str) -> int:
    return Event.objects.filter(stream=world.thistlewick.stream, event=event).count()


def test_an_account_is_linked_once(world: World) -> None:
    kofi = person(world)
    for _ in range(2):
        actions.link_account(person=kofi, user=world.bob, by=world.alice.as_actor(), at=AT)
    assert list(world.bob.persons.all()) == [kofi]
    assert events(world, "people.account_linked") == 1


def test_an_account_is_one_persons(world: World) -> None:
    kofi, mary = person(world), person(world, "Mary Quill")
    actions.link_account(person=kofi, user=world.bob, by=world.alice.as_actor(), at=AT)
    with pytest.raises(actions.CannotKeep, match="Kofi Mensah"):
        actions.link_account(person=mary, user=world.bob, by=world.alice.as_actor(), at=AT)


def test_another_account_does_not_push_the_first_aside(world: World) -> None:
    kofi = person(world)
    actions.link_account(person=kofi, user=world.bob, by=world.alice.as_actor(), at=AT)
    with pytest.raises(actions.CannotKeep, match="another account"):
        actions.link_account(person=kofi, user=world.lena, by=world.alice.as_actor(), at=AT)


def test_an_account_comes_off(world: World) -> None:
    kofi = person(world)
    actions.link_account(person=kofi, user=world.bob, by=world.alice.as_actor(), at=AT)
    for _ in range(2):
        actions.unlink_account(person=kofi, by=world.alice.as_actor(), at=AT)
    assert not world.bob.persons.exists()
    assert events(world, "people.account_unlinked") == 1
