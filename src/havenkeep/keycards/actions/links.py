"""Links by mail to one's own page, for people on the staff list with an e-mail of their own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import SYSTEM, Actor
from havenkeep.keycards.actions.signing_in import holder
from havenkeep.keycards.domain import letters
from havenkeep.keycards.domain.refusals import Refusal
from havenkeep.keycards.models import SignInLink
from havenkeep.keycards.pepper import mailbox_digest
from havenkeep.keycards.queries import reachable_by, shares_mailbox, why_not
from havenkeep.mail.actions import BadMessage, leave_message
from havenkeep.organisations.domain.tokens import digest_of, new_token
from havenkeep.people.models import Person
from havenkeep.people.queries import streams_of

LASTS: Final = timedelta(minutes=30)
KEPT: Final = timedelta(days=30)
Link = Callable[[str], str]


class LinkSpent(Exception):
    """Raised when a link was used or ran out a moment ago."""


@transaction.atomic
def ask_for_link(*, email: str, link: Link, sign_in: str, at: datetime) -> None:
    """Leave a link for whoever has this e-mail on a staff list; nothing where nobody has.

    `link` makes a full address of a token; `sign_in` is the full address of signing in with a password.
    """
    for person in reachable_by(email, on=timezone.localdate(at)):
        with suppress(BadMessage):  # an address that no mail can go to: the answer is the same
            send_link(person=person, link=link, sign_in=sign_in, by=SYSTEM, at=at)


@transaction.atomic
def send_link(*, person: Person, link: Link, sign_in: str, by: Actor, at: datetime) -> Refusal | None:
    """Leave a link for one person in the outbox, and say why not when there is none to leave.

    Who has more access than their own page is told by the same mail to sign in with a password.

    Raises:
        BadMessage: no mail can be sent to their address.
    """
    refusal = why_not(person, at=at) or (Refusal.SHARED if shares_mailbox(person) else None)
    if refusal is Refusal.STRONGER:
        body = letters.OTHERWISE.format(name=person.name, address=sign_in)
        _mail(person, letters.OTHERWISE_SUBJECT, body, key=new_token(), by=by, at=at)
    if refusal is not None:
        return refusal
    token = new_token()
    SignInLink.objects.create(
        person=person,
        token_digest=digest_of(token),
        sent_to=mailbox_digest(person.email),
        made_at=at,
        made_by_id=by.id,
        expires_at=at + LASTS,
    )
    subject, body = letters.link_letter(
        language=person.language, name=person.name, provider=person.provider.name, address=link(token)
    )
    _mail(person, subject, body, key=digest_of(token), by=by, at=at)
    _record("keycards.link_sent", person, by=by, at=at)
    return None


@transaction.atomic
def use_link(*, link: SignInLink, at: datetime) -> None:
    """Use a link up, and with it every other that the person was sent.

    Raises:
        LinkSpent: it was used, or ran out.
    """
    if not SignInLink.objects.good(at=at).filter(pk=link.pk).update(used_at=at):
        raise LinkSpent
    link.person.sign_in_links.good(at=at).update(expires_at=at)
    _record("keycards.link_used", link.person, by=holder(link.person), at=at)


def clear_old_links(at: datetime) -> None:
    """Delete links a month after they were made."""
    SignInLink.objects.filter(made_at__lte=at - KEPT).delete()


def _mail(person: Person, subject: str, body: str, *, key: str, by: Actor, at: datetime) -> None:
    leave_message(
        to=person.email, subject=subject, body=body, kind="sign-in link", by=by, at=at, key=f"own:{key}"
    )


def _record(event: str, person: Person, *, by: Actor, at: datetime) -> None:
    for stream in streams_of(person, on=timezone.localdate(at)):
        record(stream=stream, event=event, by=by, at=at, subject=person.subject)
