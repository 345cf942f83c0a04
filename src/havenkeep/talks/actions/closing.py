"""Closing a talk: what was said is kept, and everyone who was there has the training noted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.talks.actions.attending import CannotAttend
from havenkeep.talks.actions.noting import note_for
from havenkeep.talks.domain.talk import LONGEST, SHORTEST
from havenkeep.talks.models import Closure, Talk


@transaction.atomic
def close_talk(
    *,
    talk: Talk,
    led_by: str,
    minutes: int,
    notes: str,
    questions_answered: bool,
    by: Actor,
    at: datetime,
) -> int:
    """Close a talk that was held, and return for how many people training was noted.

    `minutes` is how long it took; `questions_answered` says that each of them answered three questions.
    Closing again changes nothing.

    Raises:
        CannotAttend: it has not begun, was called off, or nobody is down as there.
    """
    kept = Talk.objects.select_for_update().get(pk=talk.pk)
    if kept.called_off_at is not None:
        raise CannotAttend("This talk was called off.")
    if at < kept.starts_at:
        raise CannotAttend("The talk has not begun. Close it when it is over.")
    if not SHORTEST <= minutes <= LONGEST:
        raise CannotAttend(f"A talk lasts from {SHORTEST} to {LONGEST} minutes.")
    there = set(kept.attendances.values_list("person_id", flat=True))
    if not there:
        raise CannotAttend("Nobody is down as there yet. Tick who was there first.")
    _, new = Closure.objects.get_or_create(
        talk=kept,
        defaults={
            "led_by": led_by.strip(),
            "minutes": minutes,
            "notes": notes.strip(),
            "questions_answered": questions_answered,
            "closed_at": at,
            "closed_by": by.label,
        },
    )
    if not new:
        return 0
    Talk.objects.filter(pk=kept.pk).update(token=None)
    record(stream=kept.home.stream, event="talks.closed", by=by, at=at, subject=kept.subject)
    return note_for(kept, persons=there, by=by, at=at)
