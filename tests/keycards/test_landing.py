"""Who shows a card goes on to where they wanted to go, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.keycards.landing import is_own_page
from havenkeep.talks.actions import schedule_talk
from havenkeep.talks.models import Talk
from tests.keycards.cast import Card, card_of, carer, is_in, shows, tablet, types, with_a_pin
from tests.talks.cast import DETAILS
from tests.world import AT, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def talk(world: World) -> str:
    """The address in a talk's code."""
    made: Talk = schedule_talk(home=world.thistlewick, details=DETAILS, by=SYSTEM, at=AT)
    return f"/talk/{made.token}/"


@pytest.fixture
def card(world: World) -> Card:
    return with_a_pin(world, carer(world))


def test_from_a_talks_code_one_shows_the_card_and_is_at_the_talk(talk: str, card: Card) -> None:
    phone = Client()
    page = phone.get(talk, follow=True).content.decode()
    assert "Show your key card" in page
    assert escape(f"/account/sign-in/?next={talk.replace('/', '%2F')}") in page, "or with a password"
    shows(phone, card)
    assert types(phone).headers["Location"] == talk
    assert "I am here" in phone.get(talk).content.decode()


def test_a_phone_that_knows_cards_only_goes_there_without_the_page_about_passwords(
    talk: str, card: Card
) -> None:
    phone = Client()
    shows(phone, card)
    types(phone)
    phone.post("/account/sign-out/")
    answer = phone.get(talk, follow=True)
    assert answer.redirect_chain[-1][0] == f"/card/?next={talk.replace('/', '%2F')}"
    shows(phone, card)
    assert types(phone).headers["Location"] == talk


def test_it_leads_there_once(talk: str, card: Card) -> None:
    phone = Client()
    phone.get("/card/", {"next": talk})
    for leads_to in (talk, "/me/"):
        shows(phone, card)
        assert types(phone).headers["Location"] == leads_to


def test_after_a_while_it_leads_there_no_more(talk: str, card: Card) -> None:
    phone = Client()
    phone.get("/card/", {"next": talk})
    with time_machine.travel(AT + timedelta(minutes=16), tick=False):
        shows(phone, card)
        assert types(phone).headers["Location"] == "/me/"


def test_on_a_lent_phone_nobody_is_led_to_its_owners_page(world: World, card: Card) -> None:
    phone, other = Client(), carer(world, "Ines Moor")
    own = f"/me/{card.person.ref}/"
    for wanted, leads_to in ((f"/me/{other.ref}/", "/me/"), (own, own), ("/me/data/", "/me/data/")):
        phone.get("/card/", {"next": wanted})
        shows(phone, card)
        assert types(phone).headers["Location"] == leads_to
        phone.post("/account/sign-out/")


def test_a_shared_tablet_keeps_no_page_for_whoever_comes_next(world: World, talk: str, card: Card) -> None:
    shared = tablet(world)
    for wanted in (talk, f"/me/{card.person.ref}/", "/me/no-such-person/"):
        shared.get(wanted, follow=True)
        shared.get("/card/", {"next": wanted})
        assert wanted not in str(dict(shared.session))
    shows(shared, card)
    assert types(shared).headers["Location"] == "/me/"


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/talk/x/",
        "//evil.example/talk/x/",
        "///evil.example/me/",
        "\\\\evil.example/me/",
        "/\\evil.example/me/",
        "javascript:alert(1)",
        "/talk/../homes/x/",
        "/me/%2e%2e/homes/x/",
        "/me/..\\homes/",
        "/homes/x/staff/",
        "/account/sign-out/",
        "/menu/",
        "\x00/me/",
        " /me/",
        "",
    ],
)
def test_a_hostile_address_leads_to_ones_own_page(card: Card, hostile: str) -> None:
    assert not is_own_page(hostile)
    phone = Client()
    phone.get("/card/", {"next": hostile})
    shows(phone, card)
    assert types(phone).headers["Location"] == "/me/"


def test_who_is_in_already_goes_straight_on(world: World, talk: str) -> None:
    kofi, phone = carer(world), Client()
    shows(phone, card_of(world, kofi))
    types(phone, again="482915")
    assert is_in(phone, kofi)
    assert phone.get("/card/", {"next": talk}).headers["Location"] == talk
    assert phone.get("/card/", {"next": "//evil.example/"}).headers["Location"] == "/me/"
