"""Every square that we draw, read as a phone reads it: where it leads, how large, and with room for dirt."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.people.models import Person
from havenkeep.talks.actions import schedule_talk
from havenkeep.training.actions import make_passport
from havenkeep.training.queries import passport_token
from tests.identity.test_protection import sign_in
from tests.joining.papers import ready_papers, worker
from tests.squares import Read, on_page, on_paper
from tests.talks.cast import DETAILS
from tests.training.team import hire, teach
from tests.world import AT, World

HOST = "http://testserver"
SMALLEST = 20  # millimetres, read from a hand's length away
LEVELS = {"M", "Q", "H"}  # up to 15% or more of it may be dirty
CARDS = 12
NAME = re.compile(r"Hello (Carer \d+)\.")


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def home(world: World) -> str:
    return f"/homes/{world.thistlewick.ref}/"


@pytest.fixture
def bob(world: World) -> Person:
    """Somebody with an account, a certificate and an open passport."""
    made = hire(world.thistlewick, "Bob Marsh")
    Person.objects.filter(pk=made.pk).update(user=world.bob)
    teach(made)
    make_passport(person=made, by=SYSTEM, at=AT)
    return made


def good(found: list[Read]) -> list[str]:
    """Return what squares say that a phone reads without trouble."""
    assert [one for one in found if not one.has_quiet or one.millimetres < SMALLEST] == []
    assert {one.level for one in found} <= LEVELS
    return [one.text for one in found]


def test_every_card_of_a_sheet_leads_to_its_own_pin(world: World, home: str, tmp_path: Path) -> None:
    people = [hire(world.thistlewick, f"Carer {number}") for number in range(CARDS)]
    sent = {"people": [person.ref for person in people], "seen": 0}
    sheet = world.client(world.alice).post(f"{home}key-cards/printing/", sent).content
    opened = [
        NAME.findall(Client().get(address.removeprefix(HOST), follow=True).content.decode())
        for address in good(on_paper(sheet, tmp_path))
    ]
    assert sorted(opened) == sorted([person.name] for person in people)


def test_a_passport_and_a_certificate_lead_to_their_pages(world: World, bob: Person, tmp_path: Path) -> None:
    passport, done = bob.passports.get(), bob.completions.get()
    leads_to = f"{HOST}/check/passport/{passport_token(passport)}/"
    client, mine = world.client(world.bob), f"/me/{bob.ref}/certificates/"
    assert good(on_page(client.get(mine).content.decode())) == [leads_to]
    for address, said in (
        (reverse("training:own_passport_file", args=[bob.ref]), leads_to),
        (f"{mine}{done.ref}/certificate.pdf", f"{HOST}/check/{done.code}/"),
    ):
        folder = tmp_path / address.strip("/").replace("/", "-")
        folder.mkdir()
        assert good(on_paper(client.get(address).content, folder)) == [said]


def test_a_sheet_to_sign_leads_to_where_its_photo_goes(world: World, home: str, tmp_path: Path) -> None:
    ready_papers(world.thistlewick)
    people = [worker(world.thistlewick, name) for name in ("Ana Silva", "Kofi Mensah")]
    sheets = world.client(world.alice).get(f"{home}joining/starters/print/").content
    there = {f"{HOST}{home}staff/{person.ref}/joining/paper/" for person in people}
    assert there == set(good(on_paper(sheets, tmp_path)))


@pytest.mark.parametrize(
    ("address", "said", "leads_to"),
    [
        ("key-cards/tablets/", {"label": "Tablet in the office"}, f"{HOST}/card/tablet/"),
        ("people-with-access/invite/", {"name": "Nell Fox", "role": "editor"}, f"{HOST}/invitation/"),
    ],
)
def test_a_link_shown_once_is_the_square_beside_it(
    world: World, home: str, address: str, said: dict[str, str], leads_to: str
) -> None:
    page = world.client(world.alice).post(f"{home}{address}", said).content.decode()
    [text] = good(on_page(page))
    assert text.startswith(leads_to)
    assert text in page


def test_the_poster_of_a_talk_leads_to_i_am_here(world: World, home: str) -> None:
    talk = schedule_talk(home=world.thistlewick, details=DETAILS, by=SYSTEM, at=AT)
    poster = world.client(world.alice).get(f"{home}training/talks/{talk.ref}/poster/").content.decode()
    assert good(on_page(poster)) == [f"{HOST}/talk/{talk.token}/"]


def test_the_square_for_an_app_with_six_digits_holds_the_key_below_it(world: World) -> None:
    client = sign_in()
    page = client.get("/account/protection/app/").content.decode()
    [text] = good(on_page(page))
    assert text.startswith("otpauth://totp/")
    assert text.partition("secret=")[2][:32] in page
