"""A shared tablet lets one after the other in, each with their own card, and keeps nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpRequest
from django.test import Client

from havenkeep.audit.models import Event
from havenkeep.keycards.actions import end_tablet, make_tablet
from havenkeep.keycards.models import SharedTablet
from havenkeep.keycards.queries import is_shared_tablet
from tests.keycards.cast import (
    OTHER_PIN,
    PIN,
    card_of,
    carer,
    comes_in,
    is_in,
    opens,
    shows,
    tablet,
    types,
    with_a_pin,
)
from tests.world import AT, World


def shared(client: Client) -> bool:
    request = HttpRequest()
    request.session = client.session
    return is_shared_tablet(request)


def test_a_tablet_is_set_up_by_a_link_that_is_opened_on_it(world: World) -> None:
    there = tablet(world)
    page = there.get("/card/").content.decode()
    assert "Tablet in the office, Thistlewick House" in page
    assert "Show your key card" in page
    assert SharedTablet.objects.live().get().home == world.thistlewick


def test_the_link_works_once_and_for_half_an_hour(world: World, now: time_machine.Coordinates) -> None:
    token = make_tablet(home=world.thistlewick, label="Lounge", by=world.alice.as_actor(), at=AT)
    here, there = Client(), Client()
    for client in (here, there):
        assert client.get(f"/card/tablet/{token}/").status_code == 302
    assert here.post("/card/tablet/").status_code == 302
    assert there.post("/card/tablet/").status_code == 410
    late = make_tablet(home=world.thistlewick, label="Late", by=world.alice.as_actor(), at=AT)
    now.move_to(AT + timedelta(minutes=30))
    assert there.get(f"/card/tablet/{late}/").status_code == 410


def test_the_manager_who_set_it_up_is_signed_out_there(world: World) -> None:
    there = world.client(world.alice)
    token = make_tablet(home=world.thistlewick, label="Lounge", by=world.alice.as_actor(), at=AT)
    there.get(f"/card/tablet/{token}/")
    there.post("/card/tablet/")
    assert there.get(f"/homes/{world.thistlewick.ref}/").status_code == 302
    assert Event.objects.get(event="keycards.tablet_set_up").by_id == world.alice.ref


def test_what_the_browser_kept_for_its_owner_goes_when_it_becomes_a_tablet(world: World) -> None:
    token = make_tablet(home=world.thistlewick, label="Lounge", by=world.alice.as_actor(), at=AT)
    there = Client()
    there.get(f"/card/tablet/{token}/")
    assert there.post("/card/tablet/", secure=True)["Clear-Site-Data"] == '"storage"'


def test_looking_at_the_link_sets_nothing_up(world: World) -> None:
    token = make_tablet(home=world.thistlewick, label="Lounge", by=world.alice.as_actor(), at=AT)
    Client().get(f"/card/tablet/{token}/", follow=True)
    assert not SharedTablet.objects.live().exists()


def test_being_done_signs_out_and_the_next_one_sees_no_name(world: World) -> None:
    there = tablet(world)
    comes_in(there, card_of(world, carer(world)))
    assert shared(there)
    page = there.get("/card/done/")
    assert "you are signed out" in page.content.decode()
    assert "Kofi" not in page.content.decode()
    assert page.headers["Refresh"] == "20; url=/card/"
    assert not opens(there)
    assert "Kofi" not in there.get("/card/").content.decode()


def test_being_done_on_ones_own_phone_signs_nobody_out(world: World) -> None:
    phone = Client()
    comes_in(phone, card_of(world, carer(world)))
    page = phone.get("/card/done/")
    assert not shared(phone)
    assert "Refresh" not in page.headers
    assert opens(phone)


def test_nobody_else_is_signed_out_by_that_address(world: World) -> None:
    client = world.client(world.alice)
    assert client.get("/card/done/").status_code == 200
    assert client.get(f"/homes/{world.thistlewick.ref}/").status_code == 200


def test_after_three_minutes_without_a_page_nobody_is_signed_in(
    world: World, now: time_machine.Coordinates
) -> None:
    there = tablet(world)
    comes_in(there, card_of(world, carer(world)))
    for minute in (2, 4, 6):
        now.move_to(AT + timedelta(minutes=minute))
        page = there.get("/me/data/")
        assert page.headers["Refresh"] == "185; url=/card/done/"
        assert "no-store" in page.headers["Cache-Control"]
    now.move_to(AT + timedelta(minutes=9))
    assert there.get("/me/data/").headers["Location"] == "/card/done/"
    assert not opens(there)


def test_who_reads_a_lesson_for_longer_than_three_minutes_may_finish_it_and_nothing_else(
    world: World, now: time_machine.Coordinates
) -> None:
    there, kofi = tablet(world), carer(world)
    comes_in(there, card_of(world, kofi))
    lesson = f"/me/{kofi.ref}/lessons/everyone/trust/"
    assert there.get(lesson).headers["Refresh"] == "605; url=/card/done/"
    now.move_to(AT + timedelta(minutes=5))
    assert there.post(lesson, {"answer": "0"}).headers["Location"].startswith(lesson)
    now.move_to(AT + timedelta(minutes=10))
    assert there.get("/me/data/").headers["Location"] == "/card/done/"


def test_signing_out_leads_to_the_next_card(world: World) -> None:
    there = tablet(world)
    comes_in(there, card_of(world, carer(world)))
    assert there.post("/account/sign-out/").headers["Location"] == "/card/done/"


def test_showing_the_next_card_ends_the_sitting_of_the_one_before(world: World) -> None:
    there, mary = tablet(world), carer(world, "Mary Quill")
    comes_in(there, card_of(world, carer(world)))
    page = shows(there, with_a_pin(world, mary, OTHER_PIN)).content.decode()
    assert "Kofi" not in page
    types(there, OTHER_PIN)
    assert is_in(there, mary)
    assert shared(there)


def test_a_tablet_stands_for_nobodys_card(world: World) -> None:
    there = tablet(world)
    shows(there, card_of(world, carer(world)))
    assert "my own phone" not in there.get("/card/pin/").content.decode()
    types(there, again=PIN, remember="yes")
    there.get("/card/done/")
    assert "Show your key card" in there.get("/card/", follow=True).content.decode()


def test_a_tablet_taken_back_is_a_browser_like_any(world: World) -> None:
    there = tablet(world)
    comes_in(there, card := card_of(world, carer(world)))
    end_tablet(tablet=SharedTablet.objects.get(), by=world.alice.as_actor(), at=AT)
    assert not opens(there)
    shows(there, card)
    types(there)
    assert not shared(there)


@pytest.mark.parametrize("home", ["thistlewick", "oak_lodge"])
def test_the_same_browser_is_one_tablet(world: World, home: str) -> None:
    there = tablet(world)
    token = make_tablet(home=getattr(world, home), label="Lounge", by=world.alice.as_actor(), at=AT)
    there.get(f"/card/tablet/{token}/")
    there.post("/card/tablet/")
    assert [one.label for one in SharedTablet.objects.live()] == ["Lounge"]
