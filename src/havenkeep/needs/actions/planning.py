"""Changing what a role needs, and approving the whole."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.needs.actions.refusal import CannotPlan
from havenkeep.needs.domain.plan import digest_of
from havenkeep.needs.domain.starter import starter
from havenkeep.needs.models import Analysis, RoleNote
from havenkeep.needs.queries.analysing import todays_needs
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JobRole


@transaction.atomic
def note_role(
    *,
    home: Home,
    role: JobRole,
    sees: str,
    trainings: Collection[str],
    by: Actor,
    at: datetime,
    note: str = "",
) -> None:
    """Say what one role sees and which trainings (ids) it needs here. It counts once it is approved.

    Raises:
        CannotPlan: nothing is said of what the role sees, or a training is not known.
    """
    known = starter().trainings
    if not sees.strip():
        raise CannotPlan("Say what this role can see.")
    if not set(trainings) <= set(known):
        raise CannotPlan("Choose trainings from the list.")
    said = {
        "sees": sees.strip(),
        "trainings": [name for name in known if name in trainings],
        "note": note.strip(),
    }
    kept = home.role_notes.select_for_update().filter(role=role.value).first()
    changed = [name for name, value in said.items() if kept is None or getattr(kept, name) != value]
    if not changed:
        return
    RoleNote.objects.update_or_create(home=home, role=role.value, defaults={**said, "noted_at": at})
    record(
        stream=home.stream,
        event="needs.role_noted",
        by=by,
        at=at,
        subject=f"needs.role:{home.ref}:{role.value}",
        fields=changed,
    )


@transaction.atomic
def approve(*, home: Home, seen: str, by: Actor, at: datetime) -> Analysis:
    """Keep today's needs as an approved version. `seen` is the digest of what the approver looked at.

    Raises:
        CannotPlan: nobody is on the staff list, or the needs are no longer those that were looked at.
    """
    Home.objects.select_for_update().get(pk=home.pk)
    on = timezone.localdate(at)
    today = todays_needs(home, on=on)
    content = today.content(on=on)
    if not today.roles:
        raise CannotPlan("Nobody is on the staff list today. Add the people first, then approve.")
    if digest_of(content) != seen:
        raise CannotPlan("The roles or their needs have changed since you opened the page. Look again.")
    made = Analysis.objects.create(
        home=home,
        number=today.newest.number + 1 if today.newest else 1,
        approved_on=on,
        approved_by=by.label,
        roles=[row.id for row in today.roles],
        people=today.people,
        content=content,
        made_at=at,
    )
    record(stream=home.stream, event="needs.approved", by=by, at=at, subject=made.subject)
    return made
