"""Changing a home writes what differs, and refuses what it does not know."""

from __future__ import annotations

import pytest

from havenkeep.audit.models import Event
from havenkeep.organisations.actions import change_home, change_profile
from tests.world import AT, World


def test_only_what_differs_is_recorded(world: World) -> None:
    by = world.alice.as_actor()
    change_home(home=world.thistlewick, changes={"town": "Leeds", "postcode": ""}, by=by, at=AT)
    change_home(home=world.thistlewick, changes={"town": "Leeds"}, by=by, at=AT)
    event = Event.objects.get(stream=world.thistlewick.stream, event="organisations.home_changed")
    assert event.fields == ["town"]


def test_an_unknown_field_is_refused_and_nothing_changes(world: World) -> None:
    by = world.alice.as_actor()
    with pytest.raises(KeyError, match="slug"):
        change_home(home=world.thistlewick, changes={"town": "Leeds", "slug": "x"}, by=by, at=AT)
    with pytest.raises(KeyError, match="home"):
        change_profile(home=world.thistlewick, changes={"home": world.oak_lodge}, by=by, at=AT)
    world.thistlewick.refresh_from_db()
    assert world.thistlewick.town == ""
