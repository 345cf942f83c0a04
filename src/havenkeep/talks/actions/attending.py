"""Who was at a talk: by its code, by ticks from the sheet, and names on the sheet that nobody knew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.models import Proof
from havenkeep.evidence.receiving import Received
from havenkeep.people.models import Person
from havenkeep.talks.actions.noting import note_for
from havenkeep.talks.domain.talk import How, Window
from havenkeep.talks.models import Attendance, Closure, Talk, TalkPaper, WrittenName
from havenkeep.talks.queries import people_here

NOT_YET = "It is too early. The code opens half an hour before the talk begins."
OVER = "The talk is over. Ask whoever led it to tick your name."
NOT_ON_LIST = (
    "You are not on the staff list today. Write your name on the sheet, and the manager will see to it."
)
CALLED_OFF = "This talk was called off."


class CannotAttend(Exception):
    """Raised with the sentence a person reads when they cannot be put down as there."""


@transaction.atomic
def note_here(*, talk: Talk, person: Person, by: Actor, at: datetime) -> Attendance:
    """Note that somebody said, by the talk's code, that they are there. A second time changes nothing.

    Raises:
        CannotAttend: too early, too late, called off, closed, or they do not work for the provider that day.
    """
    kept = Talk.objects.select_for_update().get(pk=talk.pk)
    there = Attendance.objects.filter(talk=kept, person=person).first()
    if there is not None:
        return there
    _check_open(kept, at=at)
    here = people_here(kept.home, on=timezone.localdate(at))
    if not Person.objects.filter(here, pk=person.pk).exists():
        raise CannotAttend(NOT_ON_LIST)
    made = Attendance.objects.create(talk=kept, person=person, how=How.QR.value, noted_at=at)
    _record(kept, "talks.came", by=by, at=at)
    return made


@transaction.atomic
def tick_attendance(
    *, talk: Talk, shown: Collection[int], there: Collection[int], by: Actor, at: datetime
) -> None:
    """Put down who of those shown was there; both are ids of persons who may be at a talk of the home.

    Before the talk is closed, who is not ticked any more is taken off. Afterwards ticks are only added, and
    each notes its training at once; training that was noted by mistake is taken back on the training pages.

    Raises:
        CannotAttend: the talk was called off, or has not begun.
    """
    kept = Talk.objects.select_for_update().get(pk=talk.pk)
    _check_begun(kept, at=at)
    on = timezone.localdate(kept.starts_at)
    allowed = set(
        Person.objects.filter(people_here(kept.home, on=on), pk__in=shown).values_list("pk", flat=True)
    )
    had = set(kept.attendances.filter(person__in=allowed).values_list("person_id", flat=True))
    added, gone = (allowed & set(there)) - had, had - set(there)
    closure = Closure.objects.filter(talk=kept).first()
    Attendance.objects.bulk_create(
        Attendance(talk=kept, person_id=pk, how=How.TICK.value, noted_at=at) for pk in sorted(added)
    )
    if closure is None:
        kept.attendances.filter(person__in=gone).delete()
    elif added:
        note_for(kept, persons=added, by=by, at=at)
    if added or (gone and closure is None):
        _record(kept, "talks.attendance_noted", by=by, at=at)


@transaction.atomic
def write_names_down(*, talk: Talk, names: Sequence[str], by: Actor, at: datetime) -> None:
    """Keep names on the sheet that nobody knew, until somebody says whose they are; the same name once."""
    Talk.objects.select_for_update().get(pk=talk.pk)
    there = {name.casefold() for name in talk.written_names.values_list("name", flat=True)}
    new = {name.casefold(): name for name in names if name.casefold() not in there}
    WrittenName.objects.bulk_create(
        WrittenName(talk=talk, name=name[:120], noted_at=at) for name in new.values()
    )
    if new:
        _record(talk, "talks.names_written_down", by=by, at=at)


@transaction.atomic
def settle_written_name(*, written: WrittenName, person: Person | None, by: Actor, at: datetime) -> None:
    """Say whose a written name is, or with None that it is nobody's here. The name itself goes.

    Raises:
        CannotAttend: the person did not work for the provider on the day of the talk.
    """
    talk = Talk.objects.select_for_update().get(pk=written.talk_id)
    if not WrittenName.objects.filter(pk=written.pk).delete()[0]:
        return
    if person is not None:
        here = people_here(talk.home, on=timezone.localdate(talk.starts_at))
        if not Person.objects.filter(here, pk=person.pk).exists():
            raise CannotAttend(
                f"{person.name} did not work here on the day of the talk. Check the staff list."
            )
        Attendance.objects.get_or_create(
            talk=talk, person=person, defaults={"how": How.TICK.value, "noted_at": at}
        )
        if Closure.objects.filter(talk=talk).exists():
            note_for(talk, persons={person.pk}, by=by, at=at)
    _record(talk, "talks.name_settled", by=by, at=at)


@transaction.atomic
def file_paper(
    *, talk: Talk, items: Sequence[str], title: str, files: Sequence[Received], by: Actor, at: datetime
) -> Proof:
    """Put a photograph of the sheet, or notes on paper, on file as proof for these items."""
    proof = keep_proof(
        owner=talk.home,
        items=items,
        kind=Proof.Kind.FILE,
        title=title[:160],
        where="",
        dated_on=timezone.localdate(talk.starts_at),
        files=files,
        by=by,
        at=at,
    )
    TalkPaper.objects.create(talk=talk, proof=proof)
    return proof


def _check_begun(talk: Talk, *, at: datetime) -> None:
    if talk.called_off_at is not None:
        raise CannotAttend(CALLED_OFF)
    if talk.window(at=at) is Window.TO_COME:
        raise CannotAttend("The talk has not begun. Come back when it has.")


def _check_open(talk: Talk, *, at: datetime) -> None:
    if talk.called_off_at is not None:
        raise CannotAttend(CALLED_OFF)
    match talk.window(at=at):
        case Window.TO_COME:
            raise CannotAttend(NOT_YET)
        case Window.OVER:
            raise CannotAttend(OVER)
    if Closure.objects.filter(talk=talk).exists():
        raise CannotAttend(OVER)


def _record(talk: Talk, event: str, *, by: Actor, at: datetime) -> None:
    record(stream=talk.home.stream, event=event, by=by, at=at, subject=talk.subject)
