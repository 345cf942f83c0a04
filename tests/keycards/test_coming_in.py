"""A card and a PIN let their owner in, and nobody else."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from havenkeep.audit.models import Event
from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.identity.sessions.session import guard_of
from havenkeep.keycards.actions import end_card
from havenkeep.keycards.models import KeyCard
from havenkeep.organisations.actions import give_membership
from havenkeep.people.actions import end_post, link_account
from tests.keycards.cast import (
    OTHER_PIN,
    PIN,
    card_of,
    carer,
    comes_in,
    is_in,
    opens,
    shows,
    types,
    with_a_pin,
)
from tests.world import AT, TODAY, World


def test_the_first_time_its_owner_chooses_a_pin_and_is_in_with_an_account_of_their_own(world: World) -> None:
    kofi, phone = carer(world), Client()
    page = shows(phone, card_of(world, kofi))
    assert "Choose your PIN" in page.content.decode()
    assert "Hello Kofi Mensah" in page.content.decode()
    types(phone, again=PIN)
    assert is_in(phone, kofi)
    assert kofi.user is not None
    assert (kofi.user.name, kofi.user.email, kofi.user.memberships.count()) == ("Kofi Mensah", None, 0)
    assert not kofi.user.has_usable_password()
    assert opens(phone)


def test_after_that_the_card_and_its_pin_open_on_any_phone(world: World) -> None:
    kofi, other = carer(world), Client()
    card = with_a_pin(world, kofi)
    assert "Type your PIN" in shows(other, card).content.decode()
    types(other)
    assert is_in(other, kofi)
    assert User.objects.filter(name="Kofi Mensah").count() == 1


def test_no_second_step_is_asked_for_and_no_register_opens(world: World) -> None:
    phone = Client(REMOTE_ADDR="192.0.2.7")
    comes_in(phone, card_of(world, carer(world)))
    assert guard_of(phone.session) is Guard.OWN
    assert opens(phone)
    for address in ("", "registers/", "key-cards/", "people-with-access/"):
        assert phone.get(f"/homes/{world.thistlewick.ref}/{address}").status_code == 404


@pytest.mark.parametrize("address", ["/account/", "/account/protection/passkey/", "/account/password/"])
def test_who_came_by_a_card_cannot_add_another_way_in(world: World, address: str) -> None:
    phone = Client()
    comes_in(phone, card_of(world, carer(world)))
    assert phone.get(address).status_code == 403
    assert "account/" not in phone.get("/me/data/").content.decode().replace("/account/sign-out/", "")


def test_an_invitation_needs_an_account_with_a_password(world: World) -> None:
    phone = Client()
    comes_in(phone, card_of(world, carer(world)))
    assert "Sign out first" in phone.get("/invitation/").content.decode()


@pytest.mark.parametrize(
    "pin", ["", "48291", "4829151234567", "48a915", "111111", "121212", "123456", "061985"]
)
def test_a_pin_that_is_too_easy_is_told_and_not_kept(world: World, pin: str) -> None:
    kofi, phone = carer(world), Client()
    card = card_of(world, kofi)
    shows(phone, card)
    assert types(phone, pin, again=pin).status_code == 422
    assert not card.row.pin_secret
    assert not is_in(phone, kofi)


def test_the_pin_is_typed_twice(world: World) -> None:
    phone = Client()
    card = card_of(world, carer(world))
    shows(phone, card)
    assert "The two PINs are not the same" in types(phone, again=OTHER_PIN).content.decode()
    assert not card.row.pin_secret


def test_of_two_who_choose_a_pin_at_once_the_first_one_chose(world: World) -> None:
    card = card_of(world, carer(world))
    here, there = Client(), Client()
    for client in (here, there):
        shows(client, card)
    types(here, again=PIN)
    assert types(there, OTHER_PIN, again=OTHER_PIN).status_code in {302, 422}
    assert not is_in(there, card.person)
    assert types(Client(), OTHER_PIN).headers["Location"] == "/card/"


def test_a_token_alone_opens_nothing_and_nor_does_a_pin(world: World) -> None:
    card = with_a_pin(world, carer(world))
    phone = Client()
    shows(phone, card)
    assert not opens(phone)
    assert types(Client()).headers["Location"] == "/card/"


def test_the_code_on_the_card_does_what_its_square_does(world: World) -> None:
    kofi, phone = carer(world), Client()
    card = with_a_pin(world, kofi)
    typed = f" {card.code[:4].lower()} {card.code[4:8]}-{card.code[8:]}"
    assert "Type your PIN" in phone.post("/card/", {"code": typed}, follow=True).content.decode()
    types(phone)
    assert is_in(phone, kofi)


def test_guessing_at_codes_is_stopped_and_a_whole_home_behind_one_address_comes_in(world: World) -> None:
    card = with_a_pin(world, carer(world))
    for _ in range(70):
        assert Client().post("/card/", {"code": card.code}).status_code == 302
    wrong = [Client().post("/card/", {"code": "ABCD-EFGH-JKMN"}).status_code for _ in range(61)]
    assert (set(wrong[:60]), wrong[60]) == ({422}, 429)
    assert Client().post("/card/", {"code": card.code}).status_code == 429
    assert shows(Client(), card).status_code == 200


def test_a_replaced_card_is_dead_at_once_and_its_sessions_end(world: World) -> None:
    kofi, phone = carer(world), Client()
    old = card_of(world, kofi)
    comes_in(phone, old)
    new = card_of(world, kofi)
    assert not opens(phone)
    assert kofi.user is not None
    assert not kofi.user.sittings.exists()
    answer = shows(phone, old)
    assert (answer.status_code, "This card has been replaced" in answer.content.decode()) == (403, True)
    comes_in(phone, new, OTHER_PIN)
    assert KeyCard.objects.live().filter(person=kofi).count() == 1


def test_a_card_taken_back_in_the_middle_opens_nothing(world: World) -> None:
    kofi, phone = carer(world), Client()
    card = with_a_pin(world, kofi)
    shows(phone, card)
    end_card(home=world.thistlewick, person=kofi, by=world.alice.as_actor(), at=AT)
    assert "This card has been replaced" in types(phone).content.decode()
    assert not is_in(phone, kofi)


def test_who_has_left_reads_a_kind_sentence_and_is_signed_out(world: World) -> None:
    kofi, phone = carer(world), Client()
    card = card_of(world, kofi)
    comes_in(phone, card)
    end_post(post=kofi.posts.get(), ended_on=TODAY - timedelta(days=1), by=world.alice.as_actor(), at=AT)
    assert not opens(phone)
    answer = shows(phone, card)
    assert (answer.status_code, "you no longer work here" in answer.content.decode()) == (403, True)
    assert not is_in(phone, kofi)


def test_the_last_day_is_still_a_day_and_the_first_one_is_waited_for(world: World) -> None:
    leaving = carer(world, ended_on=TODAY)
    coming = carer(world, "Mary Quill", started_on=TODAY + timedelta(days=3))
    comes_in(Client(), card_of(world, leaving))
    card = card_of(world, coming)
    assert "You are a little early" in shows(Client(), card).content.decode()
    with time_machine.travel(AT + timedelta(days=3), tick=False):
        comes_in(Client(), card)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LEAD, Role.EDITOR, Role.INSPECTOR, Role.IT_SUPPLIER])
def test_a_card_never_opens_an_account_with_more_access(world: World, role: Role) -> None:
    kofi, phone = carer(world), Client()
    card = card_of(world, kofi)
    comes_in(phone, card)
    assert kofi.user is not None
    give_membership(
        user=kofi.user,
        role=role,
        home=world.brookside,
        last_day=TODAY + timedelta(days=9),
        by=world.alice.as_actor(),
        at=AT,
    )
    assert not opens(phone)
    answer = shows(phone, card)
    assert "Sign in with your e-mail and password instead." in answer.content.decode()
    assert not is_in(phone, kofi)


def test_a_member_of_staff_with_an_account_keeps_it(world: World) -> None:
    bob, phone = carer(world, "Bob Marsh"), Client()
    link_account(person=bob, user=world.bob, by=world.alice.as_actor(), at=AT)
    comes_in(phone, card_of(world, bob))
    assert is_in(phone, bob)
    assert phone.get(f"/homes/{world.thistlewick.ref}/").status_code == 200


def test_a_closed_account_stays_closed(world: World) -> None:
    kofi = carer(world)
    card = with_a_pin(world, kofi)
    kofi.refresh_from_db()
    User.objects.filter(pk=kofi.user_id).update(is_active=False)
    assert "This account is closed" in shows(Client(), card).content.decode()


def test_signing_in_begins_a_fresh_session_also_where_somebody_else_was(world: World) -> None:
    phone = Client()
    comes_in(phone, card_of(world, carer(world)))
    before = phone.session.session_key
    mary = carer(world, "Mary Quill")
    page = shows(phone, card_of(world, mary))
    assert "Kofi" not in page.content.decode()
    types(phone, OTHER_PIN, again=OTHER_PIN)
    assert is_in(phone, mary)
    assert phone.session.session_key != before


def test_after_a_while_without_a_page_the_card_is_shown_again(
    world: World, now: time_machine.Coordinates
) -> None:
    phone = Client()
    comes_in(phone, card_of(world, carer(world)))
    now.move_to(AT + timedelta(minutes=14))
    assert opens(phone)
    now.move_to(AT + timedelta(minutes=30))
    answer = phone.get("/me/", follow=True)
    assert answer.redirect_chain[0][0] == "/card/?next=%2Fme%2F"
    assert "nobody was here for a while" in answer.content.decode()
    assert not opens(phone)


def test_after_signing_out_a_card_is_asked_for(world: World) -> None:
    phone = Client()
    comes_in(phone, card_of(world, carer(world)))
    assert phone.post("/account/sign-out/").headers["Location"] == "/card/"
    assert not opens(phone)


def test_ones_own_phone_can_stand_for_the_card_and_never_for_the_pin(world: World) -> None:
    kofi, phone = carer(world), Client()
    card = card_of(world, kofi)
    shows(phone, card)
    types(phone, again=PIN, remember="yes")
    phone.post("/account/sign-out/")
    page = phone.get("/card/", follow=True).content.decode()
    assert "Type your PIN" in page
    assert "my own phone" not in page, "that was said already"
    assert types(phone, OTHER_PIN).status_code == 422
    types(phone)
    assert is_in(phone, kofi)
    assert "Show your key card" in Client().get("/card/", follow=True).content.decode()
    card_of(world, kofi)
    phone.post("/account/sign-out/")
    assert "Show your key card" in phone.get("/card/", follow=True).content.decode()


def test_no_token_and_no_pin_is_kept_or_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    kofi, phone = carer(world), Client()
    card = card_of(world, kofi)
    with caplog.at_level(logging.DEBUG):
        comes_in(phone, card)
        phone.get("/card/no-such-card-at-all/")
        phone.post("/account/sign-out/")
        shows(phone, card)
        types(phone, OTHER_PIN)
    kept = (
        _whole_database()
        + str(Event.objects.values())
        + str(Session.objects.values())
        + str(dict(phone.session))
    )
    for secret in (card.token, card.code, PIN, OTHER_PIN):
        assert secret not in kept
        assert secret not in "".join(
            record.getMessage() for record in caplog.records if record.name != "django.db.backends"
        )


def test_the_token_leaves_the_address_at_once_and_tells_no_other_site(world: World) -> None:
    card = card_of(world, carer(world))
    answer = Client().get(f"/card/{card.token}/")
    assert answer.headers["Location"] == "/card/pin/"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_made_up_token_says_that_it_does_not_work(world: World) -> None:
    answer = Client().get(f"/card/{'x' * 43}/")
    assert (answer.status_code, "This card does not work" in answer.content.decode()) == (410, True)


def test_an_expired_form_gives_no_pin_back(world: World) -> None:
    phone = Client(enforce_csrf_checks=True)
    shows(phone, card_of(world, carer(world)))
    answer = types(phone, again=PIN)
    assert (answer.status_code, PIN in answer.content.decode()) == (403, False)


def test_the_history_names_nobody_and_tells_of_the_first_time_on_a_device(world: World) -> None:
    kofi = carer(world)
    card = with_a_pin(world, kofi)
    shows(phone := Client(), card)
    types(phone)
    told = Event.objects.filter(event__startswith="keycards.").order_by("pk")
    assert [event.event for event in told] == [
        "keycards.card_made",
        "keycards.pin_chosen",
        "keycards.device_used",
        "keycards.device_used",
    ]
    assert {event.subject for event in told} == {kofi.subject}
    assert "Kofi" not in str(list(told.values()))


def test_a_page_of_ones_own_costs_one_question_more(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    phone = Client()
    comes_in(phone, card_of(world, carer(world)))
    with django_assert_num_queries(3):  # the session, the account, and whether the sitting may go on
        phone.get("/card/")


def test_coming_in_costs_few_questions(world: World, django_assert_max_num_queries: Any) -> None:
    card = with_a_pin(world, carer(world))
    phone = Client()
    shows(phone, card)
    with django_assert_max_num_queries(50) as asked:
        types(phone)
    assert not [query for query in asked.captured_queries if "argon" in str(query)]


def _whole_database() -> str:
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # our own tables' names
            told.append(str(cursor.fetchall()))
    return "".join(told)
