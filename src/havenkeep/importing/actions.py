"""Keeping an upload for a look, settling how to read it, and applying it once.

Looking changes nothing that anyone relies on, so the history does not hear of it; the action that applies
an upload records what it did in its own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.domain.columns import Layout
from havenkeep.importing.models import KEPT, ColumnMap, Preview
from havenkeep.organisations.models import Home, Provider


class CannotApply(Exception):
    """Raised with the sentence that says why an upload cannot be applied."""


class AlreadyApplied(CannotApply):
    """The upload was applied before; applying it again changes nothing."""


@transaction.atomic
def keep_preview(
    *,
    place: Home | Provider,
    kind: str,
    rows: Mapping[str, Any],
    by: Actor,
    at: datetime,
    choices: Mapping[str, Any] | None = None,
) -> Preview:
    """Keep the rows of an upload for a day. Those of the place that are older go."""
    place.previews.filter(made_at__lte=at - KEPT).delete()
    return Preview.objects.create(
        **_owner(place), kind=kind, rows=dict(rows), choices=dict(choices or {}), made_at=at, by=by.label
    )


@transaction.atomic
def settle_choices(*, preview: Preview, choices: Mapping[str, Any]) -> None:
    """Keep how a person wants an upload to be read. One that was applied stays as it was."""
    Preview.objects.filter(pk=preview.pk, applied_at__isnull=True).update(
        choices={**preview.choices, **choices}
    )


@transaction.atomic
def remember_columns(
    *,
    place: Home | Provider,
    kind: str,
    fingerprint: str,
    columns: Mapping[str, int],
    by: Actor,
    at: datetime,
) -> ColumnMap:
    """Remember which column holds what, so that the next sheet of the same shape needs no question."""
    kept, _ = ColumnMap.objects.update_or_create(
        **_owner(place),
        kind=kind,
        fingerprint=fingerprint,
        defaults={"columns": dict(columns), "saved_at": at, "saved_by": by.label},
    )
    record(
        stream=place.stream,
        event="importing.columns_remembered",
        by=by,
        at=at,
        subject=f"importing.columnmap:{kept.pk}",
        fields=[kind],
    )
    return kept


@transaction.atomic
def take_preview(*, preview: Preview, at: datetime) -> Preview:
    """Lock an upload for the one application it may have. Call it inside the action that applies it.

    Raises:
        AlreadyApplied: it was applied before, perhaps in another tab.
        CannotApply: it is too old.
    """
    taken = Preview.objects.select_for_update().fresh(at=at).filter(pk=preview.pk).first()
    if taken is None:
        raise CannotApply("This file was read more than a day ago. Choose it again.")
    if taken.applied_at is not None:
        raise AlreadyApplied("This file was brought in already.")
    return taken


@transaction.atomic
def close_preview(*, preview: Preview, result: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Note that an upload was applied and what came of it, and let go of its rows.

    Columns that a person said (`Layout.as_said`) have shown that they were right, and are remembered.
    """
    Preview.objects.filter(pk=preview.pk).update(rows={}, result=dict(result), applied_at=at)
    place = preview.home or preview.provider
    if place is not None and preview.choices.get("fingerprint"):
        remember_columns(
            place=place,
            kind=preview.kind,
            fingerprint=preview.choices["fingerprint"],
            columns=Layout.from_json(preview.choices["layout"]).columns,
            by=by,
            at=at,
        )


def clear_expired(at: datetime) -> None:
    """Delete uploads that waited longer than a day. The worker calls this."""
    Preview.objects.filter(made_at__lte=at - KEPT).delete()


def _owner(place: Home | Provider) -> dict[str, Any]:
    return {
        "home": place if isinstance(place, Home) else None,
        "provider": place if isinstance(place, Provider) else None,
    }
