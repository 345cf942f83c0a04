"""The histories of a service's file, put in as they were sealed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from havenkeep.audit.actions import bring_in
from havenkeep.audit.domain.actor import ActorKind
from havenkeep.audit.models import Event
from havenkeep.audit.queries import verify_stream
from havenkeep.organisations.models import Home
from havenkeep.upkeep.moving.layout import StreamTold
from havenkeep.upkeep.moving.members import EVENT_COLUMNS, HISTORY
from havenkeep.upkeep.moving.parcel import Parcel
from havenkeep.upkeep.moving.taking import Odd

_KIND = re.compile(r"[a-z_]{1,40}")
_SEAL = re.compile(r"[a-z_]{1,40}:[a-z0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """How many events came along, and whether every seal holds."""

    events: int
    whole: bool


def bring_streams(parcel: Parcel, *, home: Home) -> Streams:
    """Put every stream in under the home's reference here; its seals go on holding the name they were made
    with.

    Raises:
        Odd: an event is not one, or a seal does not hold that held where it came from.
    """
    told = parcel.manifest.streams
    if [one.kind for one in told].count("home") != 1:
        raise Odd("it does not hold the service's history")
    count = sum(_bring(parcel, one, home=home) for one in told)
    return Streams(events=count, whole=all(one.whole for one in told))


def _bring(parcel: Parcel, told: StreamTold, *, home: Home) -> int:
    if not (_KIND.fullmatch(str(told.kind)) and _SEAL.fullmatch(str(told.seal))):
        raise Odd("a history has no name")
    stream = f"{told.kind}:{home.ref}"
    count = bring_in(stream=stream, seal=told.seal, events=_events(parcel, told.kind))
    whole = verify_stream(stream).broken_at is None
    if count != told.events or whole is not told.whole:
        raise Odd(f"the history {told.kind} does not hold")
    return count


def _events(parcel: Parcel, kind: str) -> Iterator[Event]:
    for row in parcel.rows(f"{HISTORY}/{kind}.jsonl"):
        if set(row) != set(EVENT_COLUMNS) or row["by_kind"] not in set(ActorKind):
            raise Odd(f"an event of the history {kind} is not one")
        event = Event(**row)
        try:
            event.at = Event._meta.get_field("at").to_python(row["at"])
            event.clean_fields(exclude={"stream", "fields", "digests", "subject"})
        except ValidationError as wrong:
            raise Odd(f"an event of the history {kind} is not one") from wrong
        if event.at is None or event.at.tzinfo is None or not isinstance(event.fields, list):
            raise Odd(f"an event of the history {kind} is not one")
        yield event
