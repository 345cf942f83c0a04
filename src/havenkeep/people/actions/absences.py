"""Long absence: from when, and back on which day. Why is not asked."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.models import Absence, Person
from havenkeep.people.queries import streams_of


@transaction.atomic
def note_absence(
    *, person: Person, away_from: date, back_on: date | None, by: Actor, at: datetime
) -> Absence:
    """Note that somebody is away for long. The same again changes nothing.

    Raises:
        CannotKeep: the day back is not after the first day away, or they are away then already.
    """
    _in_order(away_from, back_on)
    Person.objects.select_for_update().get(pk=person.pk)
    for other in person.absences.all():
        if (other.away_from, other.back_on) == (away_from, back_on):
            return other
        if _overlap(other, away_from, back_on):
            raise CannotKeep("They are noted as away then already. Correct that absence instead.")
    absence = Absence.objects.create(person=person, away_from=away_from, back_on=back_on, noted_at=at)
    _record(person, "people.absence_noted", by=by, at=at)
    return absence


@transaction.atomic
def correct_absence(
    *, absence: Absence, away_from: date, back_on: date | None, by: Actor, at: datetime
) -> None:
    """Put an absence right, or note the day somebody came back.

    Raises:
        CannotKeep: the day back is not after the first day away, or they are away then already.
    """
    _in_order(away_from, back_on)
    kept = Absence.objects.select_for_update().select_related("person__provider").get(pk=absence.pk)
    if (kept.away_from, kept.back_on) == (away_from, back_on):
        return
    if any(_overlap(other, away_from, back_on) for other in kept.person.absences.exclude(pk=kept.pk)):
        raise CannotKeep("They are noted as away then already. Correct that absence instead.")
    kept.away_from, kept.back_on = away_from, back_on
    kept.save(update_fields=["away_from", "back_on"])
    _record(kept.person, "people.absence_noted", by=by, at=at)


@transaction.atomic
def remove_absence(*, absence: Absence, by: Actor, at: datetime) -> None:
    """Take an absence off that was noted by mistake."""
    person = absence.person
    absence.delete()
    _record(person, "people.absence_removed", by=by, at=at)


def _in_order(away_from: date, back_on: date | None) -> None:
    if back_on is not None and back_on <= away_from:
        raise CannotKeep("The day back must be after the first day away. Check both dates.")


def _overlap(other: Absence, away_from: date, back_on: date | None) -> bool:
    return (other.back_on is None or away_from < other.back_on) and (
        back_on is None or other.away_from < back_on
    )


def _record(person: Person, event: str, *, by: Actor, at: datetime) -> None:
    for stream in streams_of(person, on=timezone.localdate(at)):
        record(stream=stream, event=event, by=by, at=at, subject=person.subject)
