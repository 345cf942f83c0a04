"""Noting what people have learned."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.people.models import Person
from havenkeep.people.queries import streams_of
from havenkeep.training.domain.check_code import new_check_code
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.domain.sources import OURS, Source
from havenkeep.training.models import Completion


class CannotNote(Exception):
    """Raised with the sentence a person reads when a completion cannot be noted like this."""


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
) -> Completion:
    """Note that somebody finished a course. The same course on the same day is noted once.

    `course` is an id of the catalogue (`courses.yaml`); `score` is a percentage. What we saw ourselves gets a
    check code for its certificate.

    Raises:
        CannotNote: the day is in the future, or the score is no percentage.
    """
    if completed_on > timezone.localdate(at):
        raise CannotNote("The day of completion is in the future. Check the date.")
    if score is not None and not 0 <= score <= 100:
        raise CannotNote("A score is a percentage from 0 to 100.")
    completion, made = Completion.objects.get_or_create(
        person=person,
        course=course,
        completed_on=completed_on,
        withdrawn_at=None,
        defaults={
            **{outcome.value: outcome in covers for outcome in Outcome},
            "title": title,
            "source": source.value,
            "for_role": for_role,
            "score": score,
            "code": new_check_code() if source in OURS else None,
            "noted_at": at,
            "noted_by": by.label,
        },
    )
    if made:
        _record(completion, "training.completed", by=by, at=at)
    return completion


@transaction.atomic
def withdraw_completion(*, completion: Completion, by: Actor, at: datetime) -> None:
    """Take back a completion that was noted by mistake. Its certificate is no longer good."""
    taken = Completion.objects.standing().filter(pk=completion.pk).update(withdrawn_at=at)
    if taken:
        _record(completion, "training.completion_withdrawn", by=by, at=at)


def _record(completion: Completion, event: str, *, by: Actor, at: datetime) -> None:
    for stream in streams_of(completion.person, on=timezone.localdate(at)):
        record(
            stream=stream,
            event=event,
            by=by,
            at=at,
            subject=f"training.completion:{completion.ref}",
            fields=[completion.course],
        )
