"""Leaving a message in the outbox. Nothing here sends: the worker finds the row."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.leases.claiming import LET_GO
from havenkeep.mail.domain.hours import Hours
from havenkeep.mail.domain.outcomes import Outcome, Result
from havenkeep.mail.domain.server import BadServer, Server
from havenkeep.mail.domain.states import STATES, State
from havenkeep.mail.locking import lock_password
from havenkeep.mail.models import MailServer, Message, TestMail

# A stream of its own: mail changes nothing that a finding rests on.
STREAM = "mail"
LONGEST_BODY = 100_000
RESTORED = "Havenkeep was restored from a backup in which this still waited. It may have been sent since."


class BadMessage(ValueError):
    """The message cannot be left like this. The text is one sentence for a person."""


class NotNow(Exception):
    """The message is not in a state for this. The text is one sentence for a person."""


@transaction.atomic
def leave_message(
    *,
    to: str,
    subject: str,
    body: str,
    kind: str,
    by: Actor,
    at: datetime,
    key: str,
    hours: Hours = Hours.ANY,
) -> Message:
    """Leave a plain-text message for the worker to send, and return it; the same key twice is the first one.

    `kind` is a word or two that tell an operator what sort of message it is, such as `invitation`. With
    `hours` by day the outbox keeps it through the night. The body is blanked once it was sent. Nothing is
    left when the caller's transaction is rolled back. A message, and so its key, is forgotten after 90 days.

    Raises:
        BadMessage: the address is none, the subject has a line break or is too long, or the body is too long.
    """
    _check(to=to, subject=subject, body=body)
    message, made = Message.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": subject,
            "body": body,
            "kind": kind,
            "hours": hours,
            "made_at": at,
            "wanted_at": at,
            "next_try_at": at,
        },
    )
    if made:
        record(stream=STREAM, event="mail.left", by=by, at=at, subject=_subject(message))
    return message


@transaction.atomic
def send_again(*, message_id: int, by: Actor, at: datetime) -> Message:
    """Have the worker try a message again that was refused, given up, or may not have arrived; return it.

    Raises:
        Message.DoesNotExist: there is no such message.
        NotNow: it is in another state by now, or its text was deleted.
    """
    message = Message.objects.select_for_update().get(pk=message_id)
    if not STATES[State(message.state)].again:
        raise NotNow("This message has moved on since you opened the page. Look at it again.")
    if not message.body:
        raise NotNow("The text of this message was deleted after two weeks. Start again where it came from.")
    Message.objects.filter(pk=message.pk).update(
        state=State.WAITING, tries=0, wanted_at=at, next_try_at=at, result="", ended_at=None, **LET_GO
    )
    record(stream=STREAM, event="mail.sent_again", by=by, at=at, subject=_subject(message))
    return message


@transaction.atomic
def cancel(*, message_id: int, by: Actor, at: datetime) -> Message:
    """Take a message back that was not sent yet, delete its text, and return it as it was.

    Raises:
        Message.DoesNotExist: there is no such message.
        NotNow: it is in another state by now.
    """
    message = Message.objects.select_for_update().get(pk=message_id)
    if not STATES[State(message.state)].cancel:
        raise NotNow("It is too late to cancel this message. Look at it again.")
    Message.objects.filter(pk=message.pk).update(state=State.CANCELLED, body="", ended_at=at, **LET_GO)
    record(stream=STREAM, event="mail.cancelled", by=by, at=at, subject=_subject(message))
    return message


@transaction.atomic
def set_server(*, server: Server, by: Actor, at: datetime) -> MailServer:
    """Keep through whom mail goes from now on. An empty password keeps the one before.

    Raises:
        BadServer: the password is missing, and the one before belongs to another server or user.
    """
    before = MailServer.objects.select_for_update().first()
    locked = lock_password(server.password, host=server.host, port=server.port)
    if server.user_name and not server.password:
        same = (server.host, server.port, server.user_name)
        if before is None or not before.locked_password:
            raise BadServer("Enter the password that belongs to the user name.")
        if (before.host, before.port, before.user_name) != same:
            raise BadServer("Enter the password again: the server, its port or the user name is another one.")
        locked = before.locked_password
    values = {
        "host": server.host,
        "port": server.port,
        "security": server.security.value,
        "user_name": server.user_name,
        "locked_password": locked,
        "from_address": server.from_address,
        "from_name": server.from_name,
    }
    changed = [name for name, value in values.items() if before is None or getattr(before, name) != value]
    kept, _ = MailServer.objects.update_or_create(
        pk=1, defaults=values | {"changed_at": at, "changed_by": by.label or by.kind.value}
    )
    # What the old server said is no reason to wait for the new one.
    Message.objects.waiting().update(next_try_at=at)
    record(
        stream=STREAM,
        event="mail.server_changed",
        by=by,
        at=at,
        subject="mail.server:1",
        fields=["password" if name == "locked_password" else name for name in changed],
    )
    return kept


@transaction.atomic
def forget_server(*, by: Actor, at: datetime) -> None:
    """Forget the mail server and its password. What waits in the outbox waits on."""
    MailServer.objects.all().delete()
    TestMail.objects.all().delete()
    record(stream=STREAM, event="mail.server_forgotten", by=by, at=at, subject="mail.server:1")


@transaction.atomic
def note_test(*, outcome: Outcome, by: Actor, at: datetime) -> TestMail:
    """Keep how the last test went."""
    test, _ = TestMail.objects.update_or_create(
        pk=1,
        defaults={"at": at, "arrived": outcome.result is Result.SENT, "result": outcome.sentence},
    )
    record(stream=STREAM, event="mail.tested", by=by, at=at, subject="mail.server:1")
    return test


def settle_restored(*, at: datetime) -> int:
    """Hold back what still waited when a backup was made, and return how many: nothing is sent twice."""
    waiting = Message.objects.filter(state__in=[State.WAITING, State.SENDING])
    return waiting.update(state=State.UNSURE, result=RESTORED, ended_at=at, **LET_GO)


def _check(*, to: str, subject: str, body: str) -> None:
    try:
        validate_email(to)
    except ValidationError as wrong:
        raise BadMessage("This is not an e-mail address. Check it and try again.") from wrong
    local, _, _ = to.rpartition("@")
    if len(to) > 254 or not local.isascii() or '"' in local:
        raise BadMessage("This e-mail address has signs that mail servers refuse. Use another one.")
    if len(subject.splitlines()) != 1 or not subject.isprintable():
        raise BadMessage("The subject must be one line of text.")
    if len(subject) > 200:
        raise BadMessage("The subject is too long. Use at most 200 characters.")
    if len(body) > LONGEST_BODY or "\0" in body:
        raise BadMessage("The text of the message is too long.")


def _subject(message: Message) -> str:
    return f"mail.message:{message.pk}"
