"""Wrong PINs are counted, on each device and for the card; a stranger without the card locks nobody out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from havenkeep.audit.models import Event
from havenkeep.keycards.actions import Tried, open_card, try_pin
from havenkeep.keycards.device import Device
from havenkeep.keycards.domain.tries import Outcome
from tests.keycards.cast import OTHER_PIN, PIN, Card, carer, is_in, shows, types, with_a_pin
from tests.world import AT, World

PHONE, FOUND = Device(secret="phone", words="Her phone"), Device(secret="found", words="A finder’s")


def tries(card: Card, pin: str, device: Device, *, after: timedelta = timedelta()) -> Tried:
    return try_pin(card=card.row, pin=pin, device=device, at=AT + after)


def test_after_five_wrong_pins_a_device_waits_longer_each_time(world: World) -> None:
    card = with_a_pin(world, carer(world))
    got = [tries(card, OTHER_PIN, FOUND) for _ in range(5)]
    assert [one.outcome for one in got] == [Outcome.WRONG] * 4 + [Outcome.WAIT]
    at = timedelta()
    for wait in (1, 5, 15, 60):
        assert tries(card, PIN, FOUND, after=at).outcome is Outcome.WAIT  # the right one is not looked at
        at += timedelta(minutes=wait)
        assert tries(card, OTHER_PIN, FOUND, after=at).outcome is Outcome.WAIT


def test_while_one_device_waits_its_owners_own_does_not(world: World) -> None:
    card = with_a_pin(world, carer(world))
    for _ in range(5):
        tries(card, OTHER_PIN, FOUND)
    assert tries(card, PIN, PHONE).outcome is Outcome.RIGHT


def test_a_right_pin_takes_back_what_was_wrong_on_its_own_device_only(world: World) -> None:
    card = with_a_pin(world, carer(world))
    for _ in range(3):
        tries(card, OTHER_PIN, FOUND)
    for _ in range(4):
        tries(card, OTHER_PIN, PHONE)
    assert card.row.wrong == 7
    tries(card, PIN, PHONE)
    assert card.row.wrong == 3


def test_ten_wrong_pins_lock_the_card_also_from_ever_new_devices(world: World) -> None:
    kofi = carer(world)
    card = with_a_pin(world, kofi)
    got = [tries(card, OTHER_PIN, Device(secret=str(one), words="New")).outcome for one in range(10)]
    assert got == [Outcome.WRONG] * 9 + [Outcome.LOCKED]
    assert tries(card, PIN, PHONE).outcome is Outcome.LOCKED
    assert "This card is locked" in shows(Client(), card).content.decode()
    assert Event.objects.filter(event="keycards.card_locked", subject=kofi.subject).count() == 1
    assert open_card(home=world.thistlewick, person=kofi, by=world.alice.as_actor(), at=AT)
    assert tries(card, PIN, PHONE).outcome is Outcome.RIGHT
    assert not open_card(home=world.thistlewick, person=kofi, by=world.alice.as_actor(), at=AT)


def test_a_locked_card_ends_no_sitting(world: World) -> None:
    kofi, phone = carer(world), Client()
    card = with_a_pin(world, kofi)
    shows(phone, card)
    types(phone)
    for one in range(10):
        tries(card, OTHER_PIN, Device(secret=str(one), words="New"))
    assert card.row.locked_at is not None
    assert phone.get("/me/data/").status_code == 200


def test_without_the_card_nobody_gets_as_far_as_a_try(world: World) -> None:
    card = with_a_pin(world, carer(world))
    for _ in range(20):
        assert types(Client(), OTHER_PIN).headers["Location"] == "/card/"
    assert card.row.wrong == 0


def test_the_page_counts_the_browser_and_says_how_many_are_left(
    world: World, now: time_machine.Coordinates
) -> None:
    kofi, phone = carer(world), Client()
    card = with_a_pin(world, kofi)
    shows(phone, card)
    assert "This PIN is not right. Try again." in types(phone, OTHER_PIN).content.decode()
    for _ in range(3):
        types(phone, OTHER_PIN)
    page = types(phone, OTHER_PIN).content.decode()
    assert "Wrong too often on this device. Wait until 19:01, then try again." in page
    assert "5 more, and your manager has to open your card." in page
    types(phone)
    assert not is_in(phone, kofi)
    assert card.row.devices.filter(wrong=5).count() == 1
    now.move_to(AT + timedelta(minutes=1))
    types(phone)
    assert is_in(phone, kofi)


@pytest.mark.parametrize("cookie", ["", "made up", "a" * 5000])
def test_a_made_up_cookie_is_a_new_device(world: World, cookie: str) -> None:
    card = with_a_pin(world, carer(world))
    phone = Client()
    phone.cookies["card_device"] = cookie
    shows(phone, card)
    assert types(phone).status_code == 302


def test_only_the_last_twenty_devices_are_kept(world: World) -> None:
    card = with_a_pin(world, carer(world))
    for one in range(25):
        tries(card, PIN, Device(secret=str(one), words="A phone"), after=timedelta(seconds=one))
    assert card.row.devices.count() == 20
