"""A link by mail opens one's own page, once; who asks learns nothing of who is on a list."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from havenkeep.keycards.actions import LinkSpent, clear_old_links, send_link, use_link
from havenkeep.keycards.models import SignInLink
from havenkeep.mail.models import Message
from havenkeep.people.actions import end_post, link_account
from havenkeep.people.models import Person
from tests.keycards.cast import carer, is_in, opens, presses
from tests.world import AT, TODAY, World

EMAIL = "kofi.mensah@example.org"


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.SMTP_URL = "smtp://mail.example.org"
    settings.FORGOTTEN_TAKES = 0.0


def ask(email: str = EMAIL) -> Any:
    return Client().post("/sign-in-link/", {"email": email}, follow=True)


def link_in(message: Message) -> str:
    found = re.search(r"http://testserver(/sign-in-link/\S+)", message.body)
    assert found, message.body
    return found[1]


def asked_for(email: str = EMAIL) -> str:
    ask(email)
    return link_in(Message.objects.order_by("pk").last() or Message())


def test_a_link_is_mailed_and_its_button_opens_ones_own_page(world: World) -> None:
    kofi, client = carer(world, email=EMAIL), Client()
    link = asked_for("Kofi.Mensah@Example.org ")
    page = client.get(link, follow=True).content.decode()
    assert "Hello Kofi Mensah" in page
    assert not opens(client)
    presses(client)
    assert is_in(client, kofi)
    assert opens(client)
    assert client.get(f"/homes/{world.thistlewick.ref}/").status_code == 404


def test_looking_uses_nothing_up_and_the_button_everything(world: World) -> None:
    kofi = carer(world, email=EMAIL)
    first, second = asked_for(), asked_for()
    scanner, here, there = Client(), Client(), Client()
    for client in (scanner, here, there):
        client.get(first, follow=True)
    presses(here)
    assert is_in(here, kofi)
    assert presses(there).status_code == 410
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 410  # the person is in: no other link lies about


def test_of_two_at_the_same_moment_one_wins(world: World) -> None:
    carer(world, email=EMAIL)
    asked_for()
    link = SignInLink.objects.get()
    use_link(link=link, at=AT)
    with pytest.raises(LinkSpent):
        use_link(link=link, at=AT)


def test_a_link_runs_out(world: World, now: time_machine.Coordinates) -> None:
    carer(world, email=EMAIL)
    link = asked_for()
    now.move_to(AT + timedelta(minutes=29))
    assert Client().get(link).status_code == 302
    now.move_to(AT + timedelta(minutes=30))
    assert Client().get(link).status_code == 410


def test_whoever_asks_gets_the_same_answer(world: World) -> None:
    carer(world, email=EMAIL)
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    known, unknown = ask(), ask("nobody@example.org")
    assert token.sub("", known.content.decode()) == token.sub("", unknown.content.decode())
    assert [message.to for message in Message.objects.all()] == [EMAIL]


def test_asking_again_and_again_sends_three(world: World) -> None:
    carer(world, email=EMAIL)
    for _ in range(5):
        assert ask().status_code == 200
    assert Message.objects.count() == 3
    cache.clear()
    codes = [ask(f"person{number}@example.org").status_code for number in range(121)]
    assert codes == [200] * 120 + [429]


def test_a_mailbox_that_two_people_share_lets_nobody_in(world: World) -> None:
    carer(world, email=EMAIL)
    carer(world, "Mary Quill", email=EMAIL)
    ask()
    assert not Message.objects.exists()


def test_nor_does_a_link_that_a_manager_sends_there(world: World) -> None:
    kofi = carer(world, email=EMAIL)
    carer(world, "Mary Quill", email=EMAIL)
    address = f"/homes/{world.thistlewick.ref}/staff/{kofi.ref}/key-card/link/"
    page = world.client(world.alice).post(address, follow=True).content.decode()
    assert "somebody else on the staff list has the same e-mail" in page
    assert not SignInLink.objects.exists()


def test_a_link_that_went_to_a_wrong_e_mail_opens_nothing_once_that_is_put_right(world: World) -> None:
    kofi, there = carer(world, email=EMAIL), Client()
    link = asked_for()
    there.get(link)
    Person.objects.filter(pk=kofi.pk).update(email="kofi.m@example.org")
    assert Client().get(link).status_code == 410
    assert presses(there).status_code == 410


def test_people_of_two_providers_get_a_link_for_each_and_an_account_for_each(world: World) -> None:
    here = carer(world, email=EMAIL)
    there = carer(world, home=world.brookside, email=EMAIL)
    ask()
    for message in Message.objects.order_by("pk"):
        client = Client()
        client.get(link_in(message))
        presses(client)
    for person in (here, there):
        person.refresh_from_db()
    assert None not in {here.user_id, there.user_id}
    assert here.user_id != there.user_id


def test_who_has_left_gets_no_link_and_the_one_they_have_opens_nothing(world: World) -> None:
    kofi, client = carer(world, email=EMAIL), Client()
    client.get(asked_for())
    end_post(post=kofi.posts.get(), ended_on=TODAY - timedelta(days=1), by=world.alice.as_actor(), at=AT)
    answer = presses(client)
    assert (answer.status_code, "you no longer work here" in answer.content.decode()) == (403, True)
    ask()
    assert Message.objects.count() == 1


def test_who_has_more_access_is_told_to_sign_in_with_a_password(world: World) -> None:
    alice = carer(world, "Alice Fenn", email="alice.fenn@example.org")
    link_account(person=alice, user=world.alice, by=world.alice.as_actor(), at=AT)
    ask("alice.fenn@example.org")
    message = Message.objects.get()
    assert "your password and your second step" in message.body
    assert "/sign-in-link/" not in message.body
    assert not SignInLink.objects.exists()


def test_an_address_that_mail_cannot_go_to_makes_no_error(world: World) -> None:
    carer(world, email=EMAIL)
    Person.objects.update(email="köfi@example.org")
    assert ask("köfi@example.org").status_code in {200, 422}
    assert not SignInLink.objects.exists()


def test_the_token_is_kept_nowhere_and_leaves_the_address(world: World) -> None:
    carer(world, email=EMAIL)
    link, client = asked_for(), Client()
    answer = client.get(link)
    assert answer.headers["Location"] == "/sign-in-link/open/"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    token = link.split("/")[2]
    assert token not in str(SignInLink.objects.values()) + str(dict(client.session))


def test_old_links_are_deleted(world: World) -> None:
    kofi = carer(world, email=EMAIL)
    send_link(person=kofi, link=str, sign_in="/", by=world.alice.as_actor(), at=AT)
    clear_old_links(AT + timedelta(days=29))
    assert SignInLink.objects.count() == 1
    clear_old_links(AT + timedelta(days=30))
    assert not SignInLink.objects.exists()


def test_without_mail_the_page_says_whom_to_ask(settings: Any) -> None:
    settings.SMTP_URL = ""
    page = Client().get("/sign-in-link/").content.decode()
    assert "Ask your manager for a key card." in page
    assert "Send me a link" not in page
