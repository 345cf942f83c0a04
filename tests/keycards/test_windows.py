"""A tablet has several windows and a next person: what one saw there, another does not go on with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from havenkeep.keycards.actions import send_link
from havenkeep.keycards.models import SignInLink
from tests.keycards.cast import (
    OTHER_PIN,
    PIN,
    card_of,
    carer,
    is_in,
    presses,
    shows,
    tablet,
    types,
    with_a_pin,
)
from tests.world import AT, World


def test_a_pin_chosen_in_another_window_is_not_the_pin_of_the_card_shown_since(world: World) -> None:
    there, first, second = tablet(world), carer(world), carer(world, "Mary Quill")
    seen, since = card_of(world, first), card_of(world, second)
    shows(there, seen)
    shows(there, since)  # its own window, as a camera opens one
    page = there.post("/card/pin/", {"pin": PIN, "again": PIN, "card": seen.row.pk}, follow=True)
    assert "Another card was shown here meanwhile" in page.content.decode()
    assert not is_in(there, second)
    assert {seen.row.pin_secret, since.row.pin_secret} == {""}


@pytest.mark.parametrize("said", ["", "0", "x", "9" * 40])
def test_nor_is_a_pin_tried_on_a_card_that_the_page_did_not_ask_about(world: World, said: str) -> None:
    there = Client()
    card = with_a_pin(world, carer(world))
    shows(there, card)
    assert types(there, PIN, card=said).headers["Location"] == "/card/pin/"
    assert not is_in(there, card.person)
    assert card.row.wrong == 0


def test_the_page_of_a_card_says_which_one_it_asks_about(world: World) -> None:
    card = with_a_pin(world, carer(world))
    page = shows(Client(), card).content.decode()
    assert f'name="card" value="{card.row.pk}"' in page
    assert 'autocomplete="one-time-code"' in page  # which no browser offers to keep


def test_a_link_opened_in_another_window_is_not_the_one_whose_button_is_pressed(world: World) -> None:
    there, kofi = Client(), carer(world, email="kofi@example.org")
    mary = carer(world, "Mary Quill", email="mary@example.org")
    tokens: list[str] = []
    for person in (kofi, mary):
        send_link(
            person=person,
            link=lambda token: tokens.append(token) or token,
            sign_in="/",
            by=world.alice.as_actor(),
            at=AT,
        )
        there.get(f"/sign-in-link/{tokens[-1]}/")
    seen = SignInLink.objects.get(person=kofi)
    page = there.post("/sign-in-link/open/", {"link": seen.pk}, follow=True).content.decode()
    assert "Another link was opened here meanwhile" in page
    assert "Hello Mary Quill" in page
    assert not is_in(there, mary)
    presses(there)
    assert is_in(there, mary)
    assert SignInLink.objects.get(pk=seen.pk).used_at is None


@pytest.mark.parametrize(("shared", "minutes"), [(True, 3), (False, 15)])
def test_a_card_that_was_shown_and_left_there_is_asked_for_again(
    world: World, now: time_machine.Coordinates, shared: bool, minutes: int
) -> None:
    there: Any = tablet(world) if shared else Client()
    card = card_of(world, carer(world))
    page = shows(there, card)
    assert page.headers.get("Refresh") == ("180; url=/card/" if shared else None)
    now.move_to(AT + timedelta(minutes=minutes, seconds=1))
    assert types(there, OTHER_PIN, again=OTHER_PIN).headers["Location"] == "/card/"
    assert "Kofi" not in there.get("/card/pin/", follow=True).content.decode()
    assert not card.row.pin_secret
