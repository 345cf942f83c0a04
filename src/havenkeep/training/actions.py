"""Noting what people have learned, taking it back, and the passports they choose to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.models import Proof
from havenkeep.governance.models import Appointment
from havenkeep.organisations.models import Provider
from havenkeep.people.models import Person, Post
from havenkeep.people.queries import streams_of
from havenkeep.training.domain.check_code import new_check_code
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.domain.sources import OURS, Source
from havenkeep.training.models import Completion, Passport

EARLIEST = date(2000, 1, 1)
PASSPORT_LASTS = timedelta(days=90)


class CannotNote(Exception):
    """Raised with the sentence a person reads when a completion cannot be noted like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCompletion:
    """What is to be noted of one person. `course` is an id of the catalogue, or the noting room's own."""

    person: Person
    course: str
    title: str
    completed_on: date
    source: Source
    covers: Collection[Outcome]
    for_role: str = ""
    score: int | None = None
    proof: Proof | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """How many completions are new, and how many were known."""

    made: int
    same: int


@transaction.atomic
def note_completion(
    *,
    person: Person,
    course: str,
    title: str,
    completed_on: date,
    source: Source,
    covers: Collection[Outcome],
    by: Actor,
    at: datetime,
    for_role: str = "",
    score: int | None = None,
    proof: Proof | None = None,
    link: str = "",
) -> Completion:
    """Note that somebody finished a course. The same course on the same day is noted once.

    `course` is an id of the catalogue (`courses.yaml`); `score` is a percentage. What we saw ourselves gets a
    check code for its certificate. `proof` is a certificate of somebody else's on file; `link` its page.

    Raises:
        CannotNote: the day is in the future or before 2000, or the score is no percentage.
    """
    new = NewCompletion(
        person=person,
        course=course,
        title=title,
        completed_on=completed_on,
        source=source,
        covers=covers,
        for_role=for_role,
        score=score,
        proof=proof,
        link=link,
    )
    _check(new, at=at)
    completion, made = Completion.objects.get_or_create(
        person=person,
        course=course,
        completed_on=completed_on,
        withdrawn_at=None,
        defaults=_values(new, by=by, at=at),
    )
    if made:
        _record(completion, "training.completed", by=by, at=at)
    return completion


@transaction.atomic
def note_completions(*, rows: Sequence[NewCompletion], by: Actor, at: datetime) -> Noted:
    """Note many completions at once, such as a whole sheet; what is known already stays as it is.

    All or none. Reads in a constant number of queries; one event for each service where they work.

    Raises:
        CannotNote: one of the rows cannot be noted; the sentence says whose.
    """
    if not rows:
        return Noted(0, 0)
    for row in rows:
        try:
            _check(row, at=at)
        except CannotNote as why:
            raise CannotNote(f"{row.person.name}: {why}") from why
    days = [row.completed_on for row in rows]
    known = set(
        Completion.objects.standing()
        .filter(
            person__provider__in={row.person.provider_id for row in rows},
            completed_on__gte=min(days),
            completed_on__lte=max(days),
        )
        .values_list("person", "course", "completed_on")
    )
    new: dict[tuple[int, str, date], Completion] = {}
    for row in rows:
        key = (row.person.pk, row.course, row.completed_on)
        if key not in known and key not in new:
            new[key] = _row(row, by=by, at=at)
    Completion.objects.bulk_create(new.values(), ignore_conflicts=True)
    _record_all(list(new.values()), by=by, at=at)
    return Noted(made=len(new), same=len(rows) - len(new))


@transaction.atomic
def withdraw_completion(*, completion: Completion, by: Actor, at: datetime) -> None:
    """Take back a completion that was noted by mistake. Its certificate is no longer good."""
    taken = Completion.objects.standing().filter(pk=completion.pk).update(withdrawn_at=at)
    if taken:
        _record(completion, "training.completion_withdrawn", by=by, at=at)


@transaction.atomic
def make_passport(*, person: Person, by: Actor, at: datetime) -> Passport:
    """Let somebody show their training elsewhere for 90 days. One before is closed."""
    Passport.objects.open(at=at).filter(person=person).update(revoked_at=at)
    made = Passport.objects.create(person=person, made_at=at, expires_at=at + PASSPORT_LASTS)
    _record_passport(made, "training.passport_made", by=by, at=at)
    return made


@transaction.atomic
def revoke_passport(*, passport: Passport, by: Actor, at: datetime) -> None:
    """Close a passport: its address shows nothing any more."""
    if Passport.objects.filter(pk=passport.pk, revoked_at__isnull=True).update(revoked_at=at):
        _record_passport(passport, "training.passport_revoked", by=by, at=at)


def _check(new: NewCompletion, *, at: datetime) -> None:
    if new.completed_on > timezone.localdate(at):
        raise CannotNote("The day of completion is in the future. Check the date.")
    if new.completed_on < EARLIEST:
        raise CannotNote("The day of completion is before 2000. Check the year.")
    if new.score is not None and not 0 <= new.score <= 100:
        raise CannotNote("A score is a percentage from 0 to 100.")


def _row(new: NewCompletion, *, by: Actor, at: datetime) -> Completion:
    values = _values(new, by=by, at=at)
    return Completion(person=new.person, course=new.course, completed_on=new.completed_on, **values)


def _values(new: NewCompletion, *, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        **{outcome.value: outcome in new.covers for outcome in Outcome},
        "title": new.title,
        "source": new.source.value,
        "for_role": new.for_role,
        "score": new.score,
        "code": new_check_code() if new.source in OURS else None,
        "noted_at": at,
        "noted_by": by.label,
        "proof": new.proof,
        "link": new.link,
    }


def _record(completion: Completion, event: str, *, by: Actor, at: datetime) -> None:
    person = completion.person
    streams = set(streams_of(person, on=timezone.localdate(at))) | _streams_of_duties(person)
    for stream in sorted(streams):
        record(
            stream=stream, event=event, by=by, at=at, subject=completion.subject, fields=[completion.course]
        )


def _streams_of_duties(person: Person) -> set[str]:
    """Return the streams of homes where somebody holds a duty, which their training is judged for."""
    refs = Appointment.objects.filter(
        Q(person=person) | Q(person__isnull=True, name__iexact=person.name),
        home__provider=person.provider_id,
    ).values_list("home__ref", flat=True)
    return {f"home:{ref}" for ref in refs}


def _record_all(made: Sequence[Completion], *, by: Actor, at: datetime) -> None:
    """Record one event in each stream that any of these completions moves."""
    providers = {row.person.provider_id for row in made}
    posts = Post.objects.exclude(ended_on__lt=timezone.localdate(at)).filter(person__provider__in=providers)
    duties = Appointment.objects.filter(home__provider__in=providers)
    streams: dict[object, set[str]] = defaultdict(set)
    for person, ref in posts.values_list("person", "home__ref"):
        streams[person].add(f"home:{ref}")
    for person, name, ref in duties.values_list("person", "name", "home__ref"):
        streams[person or name.casefold()].add(f"home:{ref}")
    owners = {row.pk: row.stream for row in Provider.objects.filter(pk__in=providers)}
    by_stream: dict[str, list[Completion]] = defaultdict(list)
    for row in made:
        of_person = streams[row.person_id] | streams[row.person.name.casefold()]
        for stream in of_person or {owners[row.person.provider_id]}:
            by_stream[stream].append(row)
    for stream in sorted(by_stream):
        rows = by_stream[stream]
        record(
            stream=stream,
            event="training.completed" if len(rows) == 1 else "training.completions_noted",
            by=by,
            at=at,
            subject=rows[0].subject,
            fields=sorted({row.course for row in rows}),
        )


def _record_passport(passport: Passport, event: str, *, by: Actor, at: datetime) -> None:
    for stream in streams_of(passport.person, on=timezone.localdate(at)):
        record(stream=stream, event=event, by=by, at=at, subject=f"training.passport:{passport.ref}")
