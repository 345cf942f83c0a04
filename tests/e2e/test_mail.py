"""Whoever looks after the installation sets up e-mail, sends a test, and sees a message go out."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage
from tests.installation import wait_for
from tests.mail.post_office import HERE, post_office

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
LEAVE = """
import django
django.setup()
from django.utils import timezone
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.mail.actions import leave_message
for to in ("bob.marsh@example.org", "nobody@example.org"):
    leave_message(to=to, subject="Your plan for this week", body="One thing to do.", kind="reminder",
        by=SYSTEM, at=timezone.now(), key=f"journey:{to}")
"""


def opens_mail(alice: Journey) -> None:
    alice.signs_in(ALICE)
    alice.opens("This installation")
    alice.opens("E-mail")
    alice.reads("E-mail")


@pytest.mark.parametrize("width", [320, 1280])
def test_an_operator_sets_up_mail_tries_it_and_sees_a_message_sent(journey: Begin, width: int) -> None:
    with post_office() as postbox:
        postbox.refused = {"nobody@example.org": "550 No such person"}
        alice = journey(Stage.BEGUN, width=width, scripts=width > 320)
        opens_mail(alice)
        alice.unfolds("Microsoft 365")
        alice.opens("Set up e-mail")
        alice.types("Server", "http://nowhere")
        alice.types("E-mail address that mail comes from", "care@example.org")
        alice.presses("Save", refused=422)
        alice.sees("There is something to mend")
        alice.types("Server", HERE)
        alice.types("Port", postbox.port)
        alice.chooses("Not encrypted")
        alice.types("Name that mail comes from (optional)", "Thistlewick House")
        alice.presses("Save")
        alice.sees("Saved. Now send yourself a test.")
        alice.presses("Send me a test")
        alice.sees("Look for it in the mailbox of alice.fenn@example.org.")
        assert postbox.to == [ALICE]
        alice.installation.python(LEAVE)
        wait_for(lambda: len(postbox.messages) == 2, seconds=60)
        wait_for(lambda: not alice.installation.sql(_ON_THE_WAY), seconds=20)
        alice.opens("Open the outbox")
        alice.reads("Outbox")
        alice.sees("Sent", "No such person")
        alice.presses("Send again", within="nobody@example.org")
        alice.sees("It will be sent within a minute.")


_ON_THE_WAY = "SELECT id FROM mail_message WHERE state IN ('waiting', 'sending')"


def test_a_server_that_is_not_there_is_told_in_plain_words(journey: Begin) -> None:
    with post_office() as closed:
        port = closed.port
    alice = journey(Stage.BEGUN, width=320)
    opens_mail(alice)
    alice.opens("Set up e-mail")
    alice.types("Server", HERE)
    alice.types("Port", port)
    alice.chooses("Not encrypted")
    alice.types("E-mail address that mail comes from", "care@example.org")
    alice.presses("Save")
    alice.presses("Send me a test")
    alice.sees("The test did not go out. Nothing answers at 127.0.0.1 on this port.")
