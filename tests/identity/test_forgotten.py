from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.test import Client

from havenkeep.identity.models import WayIn
from havenkeep.mail.models import Message
from tests.world import World

ADDRESS = "/account/password/forgotten/"
ALICE = "alice.fenn@example.org"


@pytest.fixture
def mail(settings: Any) -> None:
    settings.SMTP_URL = "smtp://mail.example.org"
    settings.FORGOTTEN_TAKES = 0.0


def ask(email: str) -> Any:
    return Client().post(ADDRESS, {"email": email}, follow=True)


@pytest.mark.usefixtures("mail")
def test_a_link_is_mailed_and_works(world: World) -> None:
    answer = ask(" Alice.Fenn@Example.org")
    assert "If that e-mail has an account here, a link is on its way." in answer.content.decode()
    message = Message.objects.get()
    assert (message.to, message.kind) == (ALICE, "new password")
    link = re.search(r"http://testserver(/account/way-in/\?key=\S+)", message.body)
    assert link
    assert "Choose a new password" in Client().get(link[1], follow=True).content.decode()
    way_in = WayIn.objects.get()
    assert not way_in.clears_second_factor
    assert (way_in.expires_at - way_in.made_at).total_seconds() == 30 * 60


@pytest.mark.usefixtures("mail")
def test_an_e_mail_without_an_account_gets_the_same_answer_and_no_mail(world: World) -> None:
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    known, unknown = ask(ALICE), ask("nobody@example.org")
    assert token.sub("", known.content.decode()) == token.sub("", unknown.content.decode())
    assert known.redirect_chain == unknown.redirect_chain
    assert [message.to for message in Message.objects.all()] == [ALICE]


@pytest.mark.usefixtures("mail")
def test_both_answers_take_the_same_time(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FORGOTTEN_TAKES = 100.0
    slept: list[float] = []
    began = time.monotonic()
    monkeypatch.setattr("havenkeep.identity.views.time.monotonic", lambda: began)
    monkeypatch.setattr("havenkeep.identity.views.time.sleep", slept.append)
    for email in (ALICE, "nobody@example.org"):
        Client().post(ADDRESS, {"email": email})
    assert slept == [100.0, 100.0]


@pytest.mark.usefixtures("mail")
def test_asking_again_and_again_sends_three_mails_and_says_nothing(world: World) -> None:
    assert {ask(ALICE).status_code for _ in range(6)} == {200}
    assert Message.objects.count() == 3


@pytest.mark.usefixtures("mail")
def test_one_address_cannot_ask_without_end(world: World) -> None:
    answers = [
        Client().post(ADDRESS, {"email": f"guess{number}@example.org"}).status_code for number in range(32)
    ]
    assert answers == [302] * 30 + [429] * 2


@pytest.mark.usefixtures("mail")
def test_a_bad_address_is_told(world: World) -> None:
    assert "Enter an e-mail address in full" in ask("alice").content.decode()


def test_without_mail_the_page_says_whom_to_ask(world: World, settings: Any) -> None:
    settings.SMTP_URL = ""
    assert "ask the manager" in ask(ALICE).content.decode()
    assert not WayIn.objects.exists()
