"""From having been at a talk to training done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from havenkeep.audit.domain.actor import Actor
from havenkeep.people.models import Person
from havenkeep.talks.models import Talk
from havenkeep.training.actions import NewCompletion, note_completions
from havenkeep.training.domain.sources import Source


def note_for(talk: Talk, *, persons: Collection[int], by: Actor, at: datetime) -> int:
    """Note the training of those who were at a talk, and return how many; each talk is its own course."""
    on = timezone.localdate(talk.starts_at)
    rows = [
        NewCompletion(
            person=person,
            course=f"talk-{talk.ref}",
            title=talk.title,
            completed_on=on,
            source=Source.TALK,
            covers=talk.covers,
        )
        for person in Person.objects.filter(pk__in=persons)
    ]
    note_completions(rows=rows, by=by, at=at)
    return len(rows)
