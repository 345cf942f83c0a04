"""Adding to the chain. Every action of every room calls `record` inside its own transaction."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice

from django.conf import settings
from django.db import transaction

from havenkeep.audit.domain.actor import Actor
from havenkeep.audit.domain.chain import GENESIS, digest_of
from havenkeep.audit.models import Event, Head

INSTANCE = "instance"


AT_ONCE = 500


class OutsideTransaction(RuntimeError):
    """Raised when an event would be kept although the change it tells of was rolled back."""


def record(
    *,
    stream: str,
    event: str,
    by: Actor,
    at: datetime,
    subject: str,
    fields: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
) -> Event:
    """Add one event to a stream and return it.

    `subject` is `room.model:id`; `fields` are the names of what changed; `values` are kept only as keyed
    digests, so that a claimed value can be checked and none can be read.

    Raises:
        OutsideTransaction: not called inside `atomic()`.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{event} was recorded outside a transaction")
    head = _locked(stream)
    entry = Event(
        stream=stream,
        number=head.number + 1,
        at=at.astimezone(UTC),
        event=event,
        subject=subject,
        fields=list(fields),
        digests={name: keyed_digest(value) for name, value in (values or {}).items()},
        by_kind=by.kind.value,
        by_id=by.id,
        origin=by.origin,
        previous=head.digest,
    )
    entry.digest = digest_of(
        stream=head.seal, number=entry.number, body=entry.body(), previous=entry.previous
    )
    entry.save(force_insert=True)
    Head.objects.filter(stream=stream).update(number=entry.number, digest=entry.digest)
    return entry


def bring_in(*, stream: str, seal: str, events: Iterable[Event]) -> int:
    """Put a stream of another installation in, as it was sealed there, and return how many events it has.

    `events` come in order of number. The stream must be new here; whether its seals hold is for
    `verify_stream` to say.

    Raises:
        OutsideTransaction: not called inside `atomic()`.
        IntegrityError: the stream is here already.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"{stream} was brought in outside a transaction")
    number, digest = 0, GENESIS
    left = iter(events)
    while batch := list(islice(left, AT_ONCE)):
        for event in batch:
            event.stream = stream
        Event.objects.bulk_create(batch)
        number, digest = batch[-1].number, batch[-1].digest
    Head.objects.create(
        stream=stream,
        number=number,
        digest=digest,
        sealed_as=None if seal == stream else seal,
        brought_in=number,
    )
    return number


def _locked(stream: str) -> Head:
    heads = Head.objects.select_for_update().filter(stream=stream)
    head = heads.first()
    if head is None:
        Head.objects.get_or_create(stream=stream, defaults={"digest": GENESIS})
        head = heads.get()
    return head


def keyed_digest(value: str) -> str:
    """Return a digest of a value under the installation's key: 32 hex characters."""
    return hmac.new(settings.SECRET_KEY.encode(), value.encode(), hashlib.sha256).hexdigest()[:32]
