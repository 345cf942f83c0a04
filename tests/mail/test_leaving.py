"""Leaving a message in the outbox: once, whole, and with nothing smuggled in."""

from __future__ import annotations

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.mail.actions import BadMessage, leave_message
from havenkeep.mail.models import MailServer, Message
from havenkeep.mail.queries import is_set_up
from tests.world import AT

pytestmark = pytest.mark.django_db


def leave(**changed: str) -> Message:
    given = {
        "to": "alice.fenn@example.org",
        "subject": "Your plan for this week",
        "body": "One thing to do.",
        "kind": "reminder",
        "key": "reminder:1",
    }
    return leave_message(**(given | changed), by=SYSTEM, at=AT)


def test_a_message_waits_for_the_worker() -> None:
    message = leave()
    assert list(Message.objects.due(at=AT)) == [message]


def test_the_same_key_twice_is_the_first_message() -> None:
    first = leave()
    assert leave(subject="Another subject") == first
    assert Message.objects.get().subject == "Your plan for this week"
    assert Event.objects.filter(event="mail.left").count() == 1


def test_nothing_is_left_when_the_change_is_rolled_back() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        leave()
        raise RuntimeError
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hello\nBcc: everyone@example.org"},
        {"subject": "Hello\rBcc: everyone@example.org"},
        {"subject": "Hello\u2028Bcc: everyone@example.org"},
        {"subject": ""},
        {"subject": "x" * 201},
        {"to": "alice@example.org\nBcc: everyone@example.org"},
        {"to": "alice@example.org, bob@example.org"},
        {"to": "Alice <alice@example.org>"},
        {"to": "älice@example.org"},
        {"to": '"alice\n"@example.org'},
        {"to": ""},
        {"body": "x" * 100_001},
        {"body": "nought \0"},
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_sentence(wrong: dict[str, str]) -> None:
    with pytest.raises(BadMessage, match=r"\.$"):
        leave(**wrong)
    assert not Message.objects.exists()


def test_a_domain_in_other_letters_is_taken() -> None:
    assert leave(to="alice@bücher.example").to == "alice@bücher.example"


def test_mail_is_set_up_once_a_server_is_known() -> None:
    assert not is_set_up()
    MailServer.objects.create(
        pk=1, host="mail.example.org", port=587, from_address="a@example.org", changed_at=AT
    )
    assert is_set_up()


def test_mail_is_set_up_by_the_environment(settings: Settings) -> None:
    settings.SMTP_URL = "smtps://mail.example.org"
    assert is_set_up()
