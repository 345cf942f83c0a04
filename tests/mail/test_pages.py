"""The operator's pages for e-mail: setting it up, trying it out, and looking after the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.mail.actions import leave_message, set_server
from havenkeep.mail.domain.server import Security, Server
from havenkeep.mail.domain.states import State
from havenkeep.mail.models import MailServer, Message
from havenkeep.mail.queries import current_server, last_test
from tests.mail.post_office import HERE, post_office
from tests.world import AT, World

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts([HERE])]
MAIL, SERVER, OUTBOX = "/installation/mail/", "/installation/mail/server/", "/installation/mail/outbox/"
GIVEN = {
    "host": "smtp.example.org",
    "security": "starttls",
    "port": "587",
    "user_name": "care@example.org",
    "password": "three purple teapots",
    "from_address": "care@example.org",
    "from_name": "Thistlewick House",
}


@pytest.fixture
def olive(world: World) -> Client:
    return world.client(world.olive)


def leave(number: int, *, state: State = State.WAITING, body: str = "Text") -> Message:
    message = leave_message(
        to=f"person{number}@example.org",
        subject=f"Number {number}",
        body=body,
        kind="reminder",
        by=SYSTEM,
        at=AT,
        key=f"tests:{number}",
    )
    Message.objects.filter(pk=message.pk).update(state=state)
    return message


def test_an_operator_sets_the_server_and_the_password_is_never_shown(olive: Client) -> None:
    assert "Set up e-mail" in olive.get(MAIL).content.decode()
    assert olive.post(SERVER, GIVEN)["Location"] == MAIL
    found = current_server()
    assert found is not None
    assert (found.host, found.password) == ("smtp.example.org", "three purple teapots")
    for address in (MAIL, SERVER):
        page = olive.get(address).content.decode()
        assert "teapots" not in page
        assert "smtp.example.org" in page
    assert "teapots" not in MailServer.objects.get().locked_password
    assert "password" in Event.objects.get(event="mail.server_changed").fields


def test_an_empty_password_keeps_the_one_before_for_the_same_server_only(olive: Client) -> None:
    olive.post(SERVER, GIVEN)
    assert olive.post(SERVER, GIVEN | {"password": "", "from_name": "Oak Lodge"}).status_code == 302
    found = current_server()
    assert found is not None
    assert (found.from_name, found.password) == ("Oak Lodge", "three purple teapots")
    for changed in ({"host": "elsewhere.example.org"}, {"port": "25"}, {"user_name": "other"}):
        refused = olive.post(SERVER, GIVEN | {"password": ""} | changed)
        assert refused.status_code == 422
        assert "Enter the password again" in refused.content.decode()
    assert MailServer.objects.get().host == "smtp.example.org"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"host": "https://smtp.example.org/"}, "without spaces or slashes"),
        ({"security": "none"}, "only sent over an encrypted connection"),
        ({"password": "Bär"}, "letters without accents"),
        ({"port": "0"}, "must be 1 or more"),
        ({"password": ""}, "Enter the password that belongs to the user name"),
        ({"from_address": "care"}, "in full, such as"),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_sentence(
    olive: Client, wrong: dict[str, str], told: str
) -> None:
    refused = olive.post(SERVER, GIVEN | wrong)
    assert refused.status_code == 422
    assert told in refused.content.decode()
    assert not MailServer.objects.exists()


def test_a_test_goes_to_whoever_asks_and_its_result_is_kept(olive: Client, world: World) -> None:
    with post_office() as postbox:
        set_server(server=postbox.server(), by=SYSTEM, at=AT)
        page = olive.post(f"{MAIL}test/", follow=True).content.decode()
        assert "Look for it in the mailbox of olive.tarn@example.org" in page
        assert postbox.to == ["olive.tarn@example.org"]
    page = olive.post(f"{MAIL}test/", follow=True).content.decode()
    assert "The test did not go out. Nothing answers at 127.0.0.1" in page
    test = last_test()
    assert test is not None
    assert not test.arrived


def test_without_a_server_a_test_says_so(olive: Client) -> None:
    assert "first." in olive.post(f"{MAIL}test/", follow=True).content.decode()


def test_forgetting_takes_the_password_along(olive: Client) -> None:
    olive.post(SERVER, GIVEN)
    olive.post(f"{MAIL}forgetting/")
    assert not MailServer.objects.exists()


def test_what_the_environment_says_is_shown_and_not_changed_here(olive: Client, settings: Settings) -> None:
    settings.SMTP_URL = "smtps://care:teapots@smtp.example.org?from=care@example.org"
    page = olive.get(MAIL).content.decode()
    assert "HAVENKEEP_SMTP_URL" in page
    assert "teapots" not in page
    assert "changed there" in olive.post(SERVER, GIVEN, follow=True).content.decode()
    assert not MailServer.objects.exists()


def test_a_connection_in_the_clear_is_warned_of(olive: Client) -> None:
    server = Server(host="relay.example.org", port=25, security=Security.NONE, from_address="a@example.org")
    set_server(server=server, by=SYSTEM, at=AT)
    assert "everyone on the way can read the mail" in olive.get(MAIL).content.decode()


def test_a_message_that_may_not_have_arrived_is_sent_again_only_by_a_person(olive: Client) -> None:
    message = leave(1, state=State.UNSURE)
    assert "May not have arrived" in olive.get(OUTBOX).content.decode()
    page = olive.post(f"{OUTBOX}{message.pk}/again/", follow=True).content.decode()
    assert "within a minute" in page
    assert Message.objects.get().state == State.WAITING
    page = olive.post(f"{OUTBOX}{message.pk}/again/", follow=True).content.decode()
    assert "moved on" in page
    olive.post(f"{OUTBOX}{message.pk}/cancellation/")
    assert Message.objects.get().state == State.CANCELLED
    assert "too late" in olive.post(f"{OUTBOX}{message.pk}/cancellation/", follow=True).content.decode()


def test_a_message_whose_text_is_gone_cannot_be_sent_again(olive: Client) -> None:
    message = leave(1, state=State.FAILED, body="Text")
    Message.objects.update(body="")
    assert (
        "deleted after two weeks" in olive.post(f"{OUTBOX}{message.pk}/again/", follow=True).content.decode()
    )


def test_a_message_that_is_not_there_is_not_found(olive: Client) -> None:
    assert olive.post(f"{OUTBOX}999999/again/").status_code == 404


def test_the_outbox_asks_as_much_of_2000_messages_as_of_10(
    olive: Client, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(10):
        leave(number)
    olive.get(OUTBOX)
    with django_assert_num_queries(6) as few:  # type: ignore[attr-defined]
        olive.get(OUTBOX)
    Message.objects.bulk_create(
        Message(
            key=f"many:{number}",
            kind="reminder",
            to="a@example.org",
            subject=f"Many {number}",
            made_at=AT + timedelta(seconds=number),
            wanted_at=AT,
            next_try_at=AT,
        )
        for number in range(1_990)
    )
    with django_assert_num_queries(len(few)):  # type: ignore[attr-defined]
        page = olive.get(f"{OUTBOX}?state=waiting&page=40").content.decode()
    assert "Page 40 of 40" in page
    assert "Waiting 2000" in page
    assert olive.get(f"{OUTBOX}?state=nonsense&page=-1").status_code == 200
