"""The checklist and the clause: writing them, approving them, saying since when contracts hold the clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.joining.actions.refusal import ChangedMeanwhile
from havenkeep.joining.domain.papers import Signers
from havenkeep.joining.models import Checklist, Clause
from havenkeep.organisations.models import Home

CHANGED = "Somebody changed the text in the meantime. Here it is as it stands now: read it again."


@transaction.atomic
def save_checklist(
    *, home: Home, points: Sequence[str], within_days: int, signers: Signers, by: Actor, at: datetime
) -> Checklist:
    """Keep a checklist as the draft of its next version. What is approved stays as it is.

    A text like the newest version changes nothing and returns that version.
    """
    newest = home.checklists.select_for_update().order_by("-number").first()
    said = {"points": list(points), "within_days": within_days, "signers": signers.value}
    if newest is not None and all(getattr(newest, name) == value for name, value in said.items()):
        return newest
    if newest is None or newest.approved_at:
        number = newest.number + 1 if newest else 1
        newest = Checklist.objects.create(home=home, number=number, made_at=at, made_by=by.label, **said)
    else:
        Checklist.objects.filter(pk=newest.pk).update(made_at=at, made_by=by.label, **said)
        newest.refresh_from_db()
    _record(newest, "joining.checklist_written", by=by, at=at)
    return newest


@transaction.atomic
def save_clause(*, home: Home, text: str, by: Actor, at: datetime) -> Clause:
    """Keep a clause as the draft of its next version. What is approved stays as it is.

    A text like the newest version changes nothing and returns that version.
    """
    newest = home.clauses.select_for_update().order_by("-number").first()
    text = text.strip()
    if newest is not None and newest.text == text:
        return newest
    if newest is None or newest.approved_at:
        number = newest.number + 1 if newest else 1
        newest = Clause.objects.create(home=home, number=number, text=text, made_at=at, made_by=by.label)
    else:
        Clause.objects.filter(pk=newest.pk).update(text=text, made_at=at, made_by=by.label)
        newest.refresh_from_db()
    _record(newest, "joining.clause_written", by=by, at=at)
    return newest


@transaction.atomic
def approve(*, version: Checklist | Clause, seen_digest: str, by: Actor, at: datetime) -> None:
    """Approve one version by name; it never changes again. A second time changes nothing.

    Raises:
        ChangedMeanwhile: the text is not the one that was read.
    """
    kept = type(version)._default_manager.select_for_update().select_related("home").get(pk=version.pk)
    if kept.digest != seen_digest:
        raise ChangedMeanwhile(CHANGED)
    if kept.approved_at:
        return
    kept.approved_at, kept.approved_by, kept.approved_by_id = at, by.label, by.id
    kept.save(update_fields=["approved_at", "approved_by", "approved_by_id"])
    event = "joining.checklist_approved" if isinstance(kept, Checklist) else "joining.clause_approved"
    _record(kept, event, by=by, at=at)


@transaction.atomic
def note_clause_use(
    *, clause: Clause, staff_since: date | None, others_since: date | None, by: Actor, at: datetime
) -> None:
    """Note from which day new contracts, and new agreements of volunteers and directors, hold a clause."""
    kept = Clause.objects.select_for_update().select_related("home").get(pk=clause.pk)
    said = {"staff_since": staff_since, "others_since": others_since}
    changed = [name for name, value in said.items() if getattr(kept, name) != value]
    if changed:
        Clause.objects.filter(pk=kept.pk).update(**said)
        _record(kept, "joining.clause_use_noted", by=by, at=at, fields=changed)


def _record(
    version: Checklist | Clause, event: str, *, by: Actor, at: datetime, fields: Sequence[str] = ()
) -> None:
    record(
        stream=version.home.stream,
        event=event,
        by=by,
        at=at,
        subject=version.subject,
        fields=[*fields, f"version {version.number}"],
    )
