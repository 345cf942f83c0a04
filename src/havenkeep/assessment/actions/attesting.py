"""A covered home says whether head office's answers are true there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from havenkeep.assessment.models import Attestation, Response, Submission
from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home


@transaction.atomic
def attest(
    *, submission: Submission, home: Home, item: str, holds: bool, by: Actor, at: datetime, note: str = ""
) -> None:
    """Say of one answer whether it is true at this home.

    Raises:
        Response.DoesNotExist: head office has not answered the item.
    """
    response = Response.objects.get(submission=submission, item=item)
    _write(submission, home, {item: response.revision}, holds=holds, note=note, by=by, at=at)


@transaction.atomic
def attest_rest(
    *, submission: Submission, home: Home, revisions: Mapping[str, int], by: Actor, at: datetime
) -> None:
    """Say of several answers, each as it was read, that they are true at this home."""
    now = dict(submission.responses.filter(item__in=list(revisions)).values_list("item", "revision"))
    read = {item: revision for item, revision in revisions.items() if now.get(item) == revision}
    if read:
        _write(submission, home, read, holds=True, note="", by=by, at=at)


def _write(
    submission: Submission,
    home: Home,
    revisions: Mapping[str, int],
    *,
    holds: bool,
    note: str,
    by: Actor,
    at: datetime,
) -> None:
    Attestation.objects.bulk_create(
        [
            Attestation(
                submission=submission,
                home=home,
                item=item,
                revision=revision,
                holds=holds,
                note=note,
                at=at,
                by=by.label,
            )
            for item, revision in revisions.items()
        ],
        update_conflicts=True,
        unique_fields=["submission", "home", "item"],
        update_fields=["revision", "holds", "note", "at", "by"],
    )
    # On both streams: the home spoke, and head office's standing depends on it.
    for stream in sorted({home.stream, submission.stream}):
        record(
            stream=stream,
            event="assessment.true_here" if holds else "assessment.not_true_here",
            by=by,
            at=at,
            subject=f"assessment.submission:{submission.ref}",
            fields=[home.ref, *revisions],
        )
