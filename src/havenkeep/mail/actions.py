"""Leaving a message in the outbox. Nothing here sends: the worker finds the row."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.mail.models import Message

STREAM = "mail"
LONGEST_BODY = 100_000


class BadMessage(ValueError):
    """The message cannot be left like this. The text is one sentence for a person."""


@transaction.atomic
def leave_message(
    *, to: str, subject: str, body: str, kind: str, by: Actor, at: datetime, key: str
) -> Message:
    """Leave a plain-text message for the worker to send, and return it; the same key twice is the first one.

    `kind` is a word or two that tell an operator what sort of message it is, such as `invitation`. The body
    is blanked once it was sent. Nothing is left when the caller's transaction is rolled back.

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
            "made_at": at,
            "wanted_at": at,
            "next_try_at": at,
        },
    )
    if made:
        record(stream=STREAM, event="mail.left", by=by, at=at, subject=_subject(message))
    return message


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
