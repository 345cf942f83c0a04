"""Reading a stream for people: what was done, by whom, when, from where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from havenkeep.audit.domain.actor import ActorKind
from havenkeep.audit.models import Event
from havenkeep.audit.queries import brought_in
from havenkeep.evidence.models import Proof
from havenkeep.governance.domain.lead import DUTY_TITLES, Duty
from havenkeep.governance.models import Appointment
from havenkeep.identity.models import User
from havenkeep.identity.roles import ROLES, Role
from havenkeep.jobs.models import Job
from havenkeep.organisations.models import Invitation
from havenkeep.web.history.words import ORIGIN_WORDS, words_of

AT_ONCE = 50

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
    """One page of a stream, newest first. `page` and `pages` count from 1, `events` counts all.

    `brought_in` of the first events were recorded in another installation.
    """

    lines: tuple[Changed, ...]
    page: int
    pages: int
    events: int
    brought_in: int = 0


def latest_changes(stream: str, *, limit: int) -> list[Changed]:
    """Return the newest events of a stream, without what they were about. One query."""
    name = Subquery(User.objects.filter(ref=OuterRef("by_id")).values("name")[:1])
    newest = Event.objects.filter(stream=stream).annotate(user_name=name).order_by("-number")
    events = list(newest[:limit])
    return _told(events, about={}, names={event.by_id: event.user_name or "" for event in events})


def part_of(stream: str, *, room: str = "", page: int = 1) -> Part:
    """Return one page of a stream, of all or one room; a page past the last is the last.

    Three queries, and one for each sort of thing the events speak of.
    """
    events = Event.objects.filter(stream=stream)
    if room:
        events = events.filter(event__startswith=f"{room}.")
    whole = events.count()
    pages = max(1, -(-whole // AT_ONCE))
    page = min(max(page, 1), pages)
    start = (page - 1) * AT_ONCE
    found = list(events.order_by("-number")[start : start + AT_ONCE])
    names = _users({event.by_id for event in found if event.by_kind == ActorKind.USER})
    elsewhere = brought_in(stream)
    # What an event of another installation speaks of may have another reference or number here.
    ours = [event for event in found if event.number > elsewhere]
    subjects = _subjects(ours)
    about = {event.number: subjects.get(event.subject, "") for event in ours}
    lines = tuple(_told(found, about=about, names=names))
    return Part(lines=lines, page=page, pages=pages, events=whole, brought_in=elsewhere)


def _told(events: Iterable[Event], *, about: Mapping[int, str], names: Mapping[str, str]) -> list[Changed]:
    return [
        Changed(
            number=event.number,
            what=(words := words_of(event.event)).text,
            details="; ".join(filter(None, (about.get(event.number, ""), words.details(event.fields)))),
            at=event.at,
            by=names.get(event.by_id) or _KIND_WORDS[event.by_kind],
            where=ORIGIN_WORDS.get(event.origin, event.origin),
        )
        for event in events
    ]


def _subjects(events: Iterable[Event]) -> Mapping[str, str]:
    """Return what events speak of, in words, where its row is still there."""
    asked: dict[str, set[str]] = defaultdict(set)
    for event in events:
        sort, _, key = event.subject.partition(":")
        asked[sort].add(key)
    return {
        f"{sort}:{key}": words
        for sort, tell in _TELLERS.items()
        if asked[sort]
        for key, words in tell(asked[sort]).items()
    }


def _users(refs: Collection[str]) -> Mapping[str, str]:
    return dict(User.objects.filter(ref__in=refs).values_list("ref", "name")) if refs else {}


def _appointments(pks: Collection[str]) -> Mapping[str, str]:
    rows = Appointment.objects.filter(pk__in=pks).values_list("pk", "name", "duty")
    return {str(pk): f"{name}: {DUTY_TITLES[Duty(duty)]}" for pk, name, duty in rows}


def _jobs(refs: Collection[str]) -> Mapping[str, str]:
    return dict(Job.objects.filter(ref__in=refs).values_list("ref", "what"))


def _proofs(refs: Collection[str]) -> Mapping[str, str]:
    return dict(Proof.objects.filter(ref__in=refs).values_list("ref", "title"))


def _invitations(refs: Collection[str]) -> Mapping[str, str]:
    rows = Invitation.objects.filter(ref__in=refs).values_list("ref", "name", "role")
    return {ref: f"{name}: {ROLES[Role(role)].title}" for ref, name, role in rows}


_TELLERS: Mapping[str, Callable[[Collection[str]], Mapping[str, str]]] = {
    "identity.user": _users,
    "organisations.invitation": _invitations,
    "governance.appointment": _appointments,
    "jobs.job": _jobs,
    "evidence.proof": _proofs,
}
