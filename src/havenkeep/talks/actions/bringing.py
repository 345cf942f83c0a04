"""Bringing a platform's list in, all of it that can be used or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.actions import close_preview, take_preview
from havenkeep.importing.domain.days import DayOrder
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Person
from havenkeep.talks.domain.bringing import NOT_HERE, Bringing
from havenkeep.talks.domain.platform_row import PlatformRow
from havenkeep.talks.domain.who import Staff
from havenkeep.talks.models import CourseTitle, KnownName
from havenkeep.talks.queries import Said, laid
from havenkeep.training.actions import NewCompletion, note_completions
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.domain.sources import Source


@transaction.atomic
def bring_completions(
    *,
    home: Home,
    rows: Sequence[PlatformRow],
    said: Said,
    days: Mapping[str, DayOrder],
    by: Actor,
    at: datetime,
    preview: Preview | None = None,
) -> Bringing:
    """Note what a list says, and remember what a person said of its titles and names.

    It is judged again under lock. A preview is applied once. The queries do not grow with the list.

    Raises:
        importing.actions.CannotApply: the preview is too old, or was applied before.
    """
    if preview is not None:
        take_preview(preview=preview, at=at)
    Home.objects.select_for_update().get(pk=home.pk)
    bringing, staff = laid(home, rows, said=said, days=days, on=timezone.localdate(at))
    _note(bringing, by=by, at=at)
    _remember_titles(home, said=said, by=by, at=at)
    _remember_names(home, rows, staff, said=said, at=at)
    if bringing.added:
        record(
            stream=home.stream,
            event="talks.list_brought_in",
            by=by,
            at=at,
            subject=f"organisations.home:{home.ref}",
            fields=[f"{len(bringing.added)} completions"],
        )
    if preview is not None:
        close_preview(preview=preview, result=bringing.summary, by=by, at=at)
    return bringing


@transaction.atomic
def spare_preview(*, preview: Preview, rows: Mapping[str, Any]) -> None:
    """Let go of the columns of a kept list that turned out not to be needed. Nothing else changes."""
    Preview.objects.filter(pk=preview.pk, applied_at__isnull=True).update(rows=dict(rows))


def _note(bringing: Bringing, *, by: Actor, at: datetime) -> None:
    done = list(bringing.added.values())
    persons = Person.objects.in_bulk({one.person for one in done})
    note_completions(
        rows=[
            NewCompletion(
                person=persons[one.person],
                course=one.meaning.course,
                title=one.meaning.title,
                completed_on=one.completed_on,
                source=Source.SHEET,
                covers=one.meaning.covers,
                for_role=one.meaning.for_role,
                score=one.score,
            )
            for one in done
        ],
        by=by,
        at=at,
    )


def _remember_titles(home: Home, *, said: Said, by: Actor, at: datetime) -> None:
    CourseTitle.objects.bulk_create(
        [
            CourseTitle(
                home=home,
                title_key=key,
                title=meaning.title if meaning else "",
                course=meaning.course if meaning else "",
                saved_at=at,
                saved_by=by.label,
                **{outcome.value: bool(meaning and outcome in meaning.covers) for outcome in Outcome},
            )
            for key, meaning in said.meanings.items()
            if key
        ],
        update_conflicts=True,
        unique_fields=["home", "title_key"],
        update_fields=["title", "course", "saved_at", "saved_by", *(outcome.value for outcome in Outcome)],
    )


def _remember_names(
    home: Home, rows: Sequence[PlatformRow], staff: Staff, *, said: Said, at: datetime
) -> None:
    """Remember only names that nobody here has: of two people of one name none is taken for the other."""
    whose: dict[str, int | None] = {}
    for row in rows:
        answer = said.people.get(row.written.question, "")
        key = name_key(row.written.name)[:120]
        if not answer or not key or staff.named(row.written.name):
            continue
        if answer == NOT_HERE:
            whose.setdefault(key, None)
        elif answer in staff.by_ref:
            whose[key] = staff.by_ref[answer].pk
    KnownName.objects.bulk_create(
        [KnownName(home=home, name_key=key, person_id=pk, saved_at=at) for key, pk in whose.items()],
        update_conflicts=True,
        unique_fields=["home", "name_key"],
        update_fields=["person", "saved_at"],
    )
