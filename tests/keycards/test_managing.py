"""The manager sees who has a card, prints them on a sheet, replaces and takes back with one press."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from havenkeep.audit.models import Event
from havenkeep.keycards.actions import make_tablet
from havenkeep.keycards.device import Device
from havenkeep.keycards.models import KeyCard, SharedTablet
from havenkeep.keycards.pages.manage import AT_ONCE
from havenkeep.keycards.views import cards as views
from havenkeep.mail.models import Message
from havenkeep.people.actions import link_account
from havenkeep.people.models import Person
from havenkeep.printing.pdf import CouldNotPrint, Reason
from tests.keycards.cast import OTHER_PIN, PIN, card_of, carer, comes_in, opens, shows, types, with_a_pin
from tests.keycards.test_tries import tries
from tests.world import AT, World

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


def at(world: World, page: str = "") -> Any:
    return world.client(world.alice).get(f"/homes/{world.thistlewick.ref}/key-cards/{page}")


def of(world: World, person: Person, page: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/staff/{person.ref}/key-card/{page}"


def prints(world: World, *people: Person, who: str = "") -> Any:
    address = f"/homes/{world.thistlewick.ref}/key-cards/printing/" + (f"?who={who}" if who else "")
    seen = KeyCard.objects.order_by("pk").last()
    sent = {"people": [person.ref for person in people], "seen": seen.pk if seen else 0}
    return world.client(world.alice).post(address, sent)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_list_says_who_has_a_card_and_who_has_not(world: World) -> None:
    carer(world, "Ann Bell", email="ann.bell@example.org")
    card_of(world, carer(world, "Ben Cole"))
    with_a_pin(world, carer(world, "Cat Dean"))
    locked = with_a_pin(world, carer(world, "Dan Ely"))
    for one in range(10):
        tries(locked, OTHER_PIN, Device(secret=str(one), words="New"))
    alice = carer(world, "Alice Fenn")
    link_account(person=alice, user=world.alice, by=world.alice.as_actor(), at=AT)
    page = at(world).content.decode()
    assert "1 person has no card yet." in page
    for words in (
        "No card yet",
        "Printed 23 Nov 2026, not used yet",
        "Last used 23 Nov 2026",
        "Locked: wrong PIN too often",
        "Signs in with a password",
        "Has an e-mail",
    ):
        assert words in page


def test_a_sheet_is_printed_and_what_is_on_it_lets_its_owner_in(world: World) -> None:
    kofi, mary = carer(world), carer(world, "Mary Quill")
    answer = prints(world, kofi, mary)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="key-cards-thistlewick-house.pdf"'
    told = text_of(answer.content)
    for words in ("Kofi Mensah", "Mary Quill", "Thistlewick House", "Not a payment card.", "testserver/card"):
        assert words in told
    phone = Client()
    phone.post("/card/", {"code": CODE.findall(told)[0]})
    types(phone, again=PIN)
    assert opens(phone)
    assert Event.objects.filter(event="keycards.card_made").count() == 2


def test_ten_cards_fit_on_a_page(world: World) -> None:
    answer = prints(world, *(carer(world, f"Carer {number}") for number in range(11)))
    reader = PdfReader(io.BytesIO(answer.content))
    assert [len(CODE.findall(page.extract_text())) for page in reader.pages] == [10, 1]
    assert round(float(reader.pages[0].mediabox.width) / 72 * 25.4) == 210


def test_any_name_fits(world: World) -> None:
    people = [
        carer(world, name)
        for name in ("Ngọc Ánh 👩‍⚕️ " + "von Hohenzollern-" * 6, "李小龙", "$x #y *z* @w <b>")
    ]
    assert len(CODE.findall(text_of(prints(world, *people).content))) == 3


def test_printing_again_ends_the_card_before(world: World) -> None:
    kofi = carer(world)
    old = with_a_pin(world, kofi)
    assert prints(world, kofi).status_code == 422  # they have one: not on this list
    assert prints(world, kofi, who="with").status_code == 200
    assert "This card has been replaced" in shows(Client(), old).content.decode()
    assert Event.objects.filter(event="keycards.card_replaced").count() == 1


def test_a_card_that_could_not_be_printed_replaces_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kofi = carer(world)
    old = with_a_pin(world, kofi)

    def fails(*_: object, **__: object) -> bytes:
        raise CouldNotPrint(Reason.TOO_BUSY)

    monkeypatch.setattr(views, "card_sheet", fails)
    assert "Several documents are being printed" in prints(world, kofi, who="with").content.decode()
    world.client(world.alice).post(of(world, kofi, "new/"), {"seen": old.row.pk})
    assert old.row.ended_at is None


@pytest.mark.parametrize("has_one", [True, False])
def test_a_second_press_of_the_same_page_does_not_end_the_card_just_printed(
    world: World, has_one: bool
) -> None:
    kofi, alice = carer(world), world.client(world.alice)
    if has_one:
        card_of(world, kofi)
    page = alice.get(of(world, kofi)).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    first = alice.post(of(world, kofi, "new/"), {"seen": seen[1]})
    assert first.headers["Content-Type"] == "application/pdf"
    printed = KeyCard.objects.live().get()
    again = alice.post(of(world, kofi, "new/"), {"seen": seen[1]}, follow=True).content.decode()
    assert "This card was replaced a moment ago." in again
    assert KeyCard.objects.live().get() == printed
    assert f'name="seen" value="{printed.pk}"' in again


@pytest.mark.parametrize("sent", [{}, {"seen": "x"}, {"seen": "-1"}, {"seen": "9" * 40}])
def test_a_press_that_does_not_say_what_it_saw_replaces_nothing(world: World, sent: dict[str, str]) -> None:
    card = card_of(world, carer(world))
    world.client(world.alice).post(of(world, card.person, "new/"), sent)
    assert card.row.ended_at is None


def test_many_cards_printed_again_twice_are_replaced_once(world: World) -> None:
    kofi, mary, alice = carer(world), carer(world, "Mary Quill"), world.client(world.alice)
    for person in (kofi, mary):
        card_of(world, person)
    address = f"/homes/{world.thistlewick.ref}/key-cards/printing/?who=with"
    seen = re.search(r'name="seen" value="(\d+)"', alice.get(address).content.decode())
    assert seen
    assert alice.post(address, {"people": [kofi.ref], "seen": seen[1]}).status_code == 200
    both = {"people": [kofi.ref, mary.ref], "seen": seen[1]}
    assert "replaced a moment ago, so none was now" in alice.post(address, both, follow=True).content.decode()
    assert alice.post(address, {"people": [mary.ref], "seen": seen[1]}).status_code == 200
    assert KeyCard.objects.count() == 4


def test_nobody_ticked_is_told(world: World) -> None:
    carer(world)
    assert "Tick at least one person" in prints(world).content.decode()
    assert not KeyCard.objects.exists()


def test_one_press_replaces_a_card_and_another_takes_it_back(world: World) -> None:
    kofi, phone, alice = carer(world), Client(), world.client(world.alice)
    card = card_of(world, kofi)
    comes_in(phone, card)
    answer = alice.post(of(world, kofi, "new/"), {"seen": card.row.pk})
    assert "Kofi Mensah" in text_of(answer.content)
    assert not opens(phone)
    page = alice.post(of(world, kofi, "ending/"), follow=True).content.decode()
    assert "The card is taken back." in page
    assert "No card yet." in page
    assert not KeyCard.objects.live().exists()


def test_the_page_of_a_card_lists_the_devices_and_opens_a_locked_card(world: World) -> None:
    kofi, alice = carer(world), world.client(world.alice)
    card = card_of(world, kofi)
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/130")
    comes_in(phone, card)
    page = alice.get(of(world, kofi)).content.decode()
    assert "Chrome on an Android device" in page
    for one in range(10):
        tries(card, OTHER_PIN, Device(secret=str(one), words="Guesser"))
    page = alice.get(of(world, kofi)).content.decode()
    assert "Locked: wrong PIN too often." in page
    assert "Guesser" not in page
    assert "The card is open again." in alice.post(of(world, kofi, "opening/"), follow=True).content.decode()
    assert card.row.locked_at is None


def test_a_link_is_sent_from_the_page_of_the_card(world: World, settings: Any) -> None:
    kofi, alice = carer(world, email="kofi.mensah@example.org"), world.client(world.alice)
    assert "does not send e-mail yet" in alice.get(of(world, kofi)).content.decode()
    settings.SMTP_URL = "smtp://mail.example.org"
    assert "Send a link" in alice.get(of(world, kofi)).content.decode()
    answers = [alice.post(of(world, kofi, "link/"), follow=True).content.decode() for _ in range(4)]
    assert "The link is on its way." in answers[0]
    assert "Three links went to this e-mail within the hour." in answers[3]
    assert Message.objects.count() == 3


def test_another_homes_people_have_no_card_here(world: World) -> None:
    stranger = carer(world, "Sam Rook", home=world.brookside)
    alice = world.client(world.alice)
    for page in ("", "new/", "ending/", "opening/", "link/"):
        method = alice.get if page == "" else alice.post
        assert method(of(world, stranger, page)).status_code == 404
    assert prints(world, stranger).status_code == 422
    assert not KeyCard.objects.exists()


@pytest.mark.parametrize(("name", "sees"), [("lena", 200), ("ivy", 200), ("bob", 403), ("charlie", 404)])
def test_who_may_not_let_people_in_may_at_most_look(world: World, name: str, sees: int) -> None:
    kofi, client = carer(world), world.client(world.people[name])
    assert client.get(f"/homes/{world.thistlewick.ref}/key-cards/").status_code == sees
    page = client.get(of(world, kofi))
    assert page.status_code == sees
    assert "Print" not in page.content.decode()
    assert client.post(of(world, kofi, "new/")).status_code == (404 if sees == 404 else 403)


def test_a_tablet_is_named_and_its_link_shown_once(world: World) -> None:
    alice, address = world.client(world.alice), f"/homes/{world.thistlewick.ref}/key-cards/tablets/"
    shown = alice.post(address, {"label": "Tablet in the lounge"}).content.decode()
    link = re.search(r"http://testserver(/card/tablet/[\w-]{43}/)", shown)
    assert link
    assert "Tablet in the lounge" not in alice.get(address).content.decode()
    there = Client()
    there.get(link[1])
    there.post("/card/tablet/")
    assert "Tablet in the lounge" in alice.get(address).content.decode()
    alice.post(f"{address}{SharedTablet.objects.get().pk}/ending/")
    assert not SharedTablet.objects.live().exists()


def test_another_homes_tablet_is_not_there(world: World) -> None:
    make_tablet(home=world.brookside, label="Theirs", by=world.charlie.as_actor(), at=AT)
    row = SharedTablet.objects.get()
    SharedTablet.objects.update(enrolled_at=AT)
    address = f"/homes/{world.thistlewick.ref}/key-cards/tablets/{row.pk}/ending/"
    assert world.client(world.alice).post(address).status_code == 404


@pytest.mark.parametrize(
    ("page", "queries"), [("", 8), ("printing/", 5), ("printing/?who=with", 5), ("tablets/", 4)]
)
def test_the_pages_ask_as_little_for_many_as_for_few(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, page: str, queries: int
) -> None:
    alice = world.client(world.alice)
    address = f"/homes/{world.thistlewick.ref}/key-cards/{page}"
    card_of(world, carer(world, "Mary Quill"))
    carer(world)
    for more in (0, 120):
        for number in range(more):
            carer(world, f"Carer {number:03}")
        with django_assert_num_queries(queries):
            assert alice.get(address).status_code == 200


def test_printing_again_is_offered_once_somebody_has_a_card(world: World) -> None:
    kofi = carer(world)
    assert "Print cards again" not in at(world).content.decode()
    card_of(world, kofi)
    assert "Print cards again" in at(world).content.decode()


def test_a_long_list_has_pages(world: World) -> None:
    for number in range(AT_ONCE + 1):
        carer(world, f"Carer {number:03}")
    assert "Page 1 of 2" in at(world).content.decode()
    assert "Carer 100" in at(world, "?page=2").content.decode()
    assert "Carer 100" in at(world, "?page=" + "9" * 400).content.decode()
    assert at(world, "?page=٣").status_code == 200


def test_the_page_of_a_card_asks_little(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kofi, alice = carer(world), world.client(world.alice)
    with_a_pin(world, kofi)
    with django_assert_num_queries(8):
        alice.get(of(world, kofi))
