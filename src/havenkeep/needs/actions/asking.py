"""Asking a training of a person or a role by a day, and whether people are reminded."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.needs.actions.refusal import CannotPlan
from havenkeep.needs.domain.starter import starter
from havenkeep.needs.models import Assignment, ReminderSettings
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JobRole
from havenkeep.people.models import Person


@transaction.atomic
def assign(
    *,
    home: Home,
    training: str,
    due_on: date,
    by: Actor,
    at: datetime,
    person: Person | None = None,
    role: JobRole | None = None,
) -> Assignment:
    """Ask a training of one person, or of everyone in one role, by a day. The same twice is the first one.

    Raises:
        CannotPlan: neither or both are given, the person does not work here, the training is not known, or
            the day is past.
    """
    on = timezone.localdate(at)
    if (person is None) == (role is None):
        raise CannotPlan("Choose one person or one role.")
    if training not in starter().trainings:
        raise CannotPlan("Choose a training from the list.")
    if due_on < on:
        raise CannotPlan("The day is past. Choose today or a later one.")
    if person is not None and not home.posts.on(on).filter(person=person).exists():
        raise CannotPlan(f"{person.name} does not work here today.")
    same = {"training": training, "person": person, "role": role.value if role else "", "due_on": due_on}
    kept = home.training_assignments.standing().select_for_update().filter(**same).first()
    if kept is not None:
        return kept
    made = Assignment.objects.create(home=home, asked_on=on, made_by=by.label, made_at=at, **same)
    _record(made, "needs.assigned", by=by, at=at)
    return made


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: Actor, at: datetime) -> None:
    """Take back what was asked."""
    if Assignment.objects.standing().filter(pk=assignment.pk).update(ended_at=at):
        _record(assignment, "needs.assignment_ended", by=by, at=at)


@transaction.atomic
def set_reminders(*, home: Home, wanted: bool, most: int, by: Actor, at: datetime) -> None:
    """Say whether people are reminded by e-mail, and how often at most for one training.

    Raises:
        CannotPlan: the number is not from 1 to 10.
    """
    if not 1 <= most <= 10:
        raise CannotPlan("Choose a number from 1 to 10.")
    kept = ReminderSettings.objects.select_for_update().filter(home=home).first() or ReminderSettings(
        home=home
    )
    changed = [
        name
        for name, value in {"wanted": wanted, "most": most}.items()
        if getattr(kept, name) != value or kept.pk is None
    ]
    if not changed:
        return
    kept.wanted, kept.most = wanted, most
    kept.save()
    record(
        stream=home.stream,
        event="needs.reminders_set",
        by=by,
        at=at,
        subject=f"needs.reminders:{home.ref}",
        fields=changed,
    )


def _record(row: Assignment, event: str, *, by: Actor, at: datetime) -> None:
    record(stream=row.home.stream, event=event, by=by, at=at, subject=row.subject, fields=[row.training])
