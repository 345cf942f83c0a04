"""The chain of one stream, in words and with names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from havenkeep.audit import queries as audit
from havenkeep.audit.domain.actor import ActorKind
from havenkeep.identity.models import User
from havenkeep.web.history.words import EVENT_WORDS

_KIND_WORDS: Mapping[str, str] = {
    ActorKind.USER: "Someone whose account is gone",
    ActorKind.PERSON: "Someone without an account",
    ActorKind.LINK: "Someone with a link",
    ActorKind.DEVICE: "A device",
    ActorKind.SYSTEM: "Havenkeep",
    ActorKind.COMMAND_LINE: "The command line",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One event for a person to read. `origin` is from how near: this computer, the network."""

    number: int
    what: str
    at: datetime
    by: str
    origin: str
    fields: tuple[str, ...]


def latest_changes(stream: str, *, limit: int) -> list[Changed]:
    """Return the newest events of a stream. Two queries."""
    events = audit.history(stream, limit=limit)
    names = names_of({event.by_id for event in events if event.by_kind == ActorKind.USER})
    return [
        Changed(
            number=event.number,
            what=EVENT_WORDS[event.event],
            at=event.at,
            by=names.get(event.by_id) or _KIND_WORDS[event.by_kind],
            origin=event.origin,
            fields=tuple(event.fields),
        )
        for event in events
    ]


def names_of(refs: Collection[str]) -> Mapping[str, str]:
    """Return the names of users by reference. One query, none for nobody."""
    if not refs:
        return {}
    return dict(User.objects.filter(ref__in=refs).values_list("ref", "name"))
