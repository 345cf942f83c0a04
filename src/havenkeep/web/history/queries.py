"""Reading a stream for people: what was done, by whom, when, from where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from havenkeep.audit.domain.actor import ActorKind
from havenkeep.audit.models import Event
from havenkeep.audit.queries import history
from havenkeep.identity.models import User
from havenkeep.web.history.words import ORIGIN_WORDS, words_of

AT_ONCE = 50
_USER_SUBJECT = "identity.user:"

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
    """One event in plain words. `number` is its place in the chain."""

    number: int
    what: str
    details: str
    at: datetime
    by: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of a stream, newest first. `page` and `pages` count from 1, `events` counts all."""

    lines: tuple[Changed, ...]
    page: int
    pages: int
    events: int


def latest_changes(stream: str, *, limit: int) -> list[Changed]:
    """Return the newest events of a stream. Two queries."""
    return _told(history(stream, limit=limit))


def part_of(stream: str, *, room: str = "", page: int = 1) -> Part:
    """Return one page of a stream, of all or one room; a page past the last is the last. Three queries."""
    events = Event.objects.filter(stream=stream)
    if room:
        events = events.filter(event__startswith=f"{room}.")
    whole = events.count()
    pages = max(1, -(-whole // AT_ONCE))
    page = min(max(page, 1), pages)
    start = (page - 1) * AT_ONCE
    found = list(events.order_by("-number")[start : start + AT_ONCE])
    return Part(lines=tuple(_told(found)), page=page, pages=pages, events=whole)


def _told(events: Collection[Event]) -> list[Changed]:
    names = _names(events)
    return [_line(event, names) for event in events]


def _line(event: Event, names: Mapping[str, str]) -> Changed:
    words = words_of(event.event)
    about = names.get(event.subject.removeprefix(_USER_SUBJECT), "")
    return Changed(
        number=event.number,
        what=words.text,
        details=words.details(event.fields) or about,
        at=event.at,
        by=names.get(event.by_id) or _KIND_WORDS[event.by_kind],
        where=ORIGIN_WORDS.get(event.origin, event.origin),
    )


def _names(events: Iterable[Event]) -> Mapping[str, str]:
    """Return the names of the users that events speak of, by reference. One query, none for nobody."""
    refs = set()
    for event in events:
        if event.by_kind == ActorKind.USER:
            refs.add(event.by_id)
        if event.subject.startswith(_USER_SUBJECT):
            refs.add(event.subject.removeprefix(_USER_SUBJECT))
    return dict(User.objects.filter(ref__in=refs).values_list("ref", "name")) if refs else {}
