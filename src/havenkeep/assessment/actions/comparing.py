"""Keeping what the toolkit's own list showed beside ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from havenkeep.assessment.models import Submission, ToolkitComparison
from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor


@transaction.atomic
def note_comparison(
    *,
    submission: Submission,
    edition_revision: int,
    counted: int | None,
    missing_here: Sequence[str],
    missing_there: Sequence[str],
    matches: bool,
    by: Actor,
    at: datetime,
) -> ToolkitComparison:
    comparison = ToolkitComparison.objects.create(
        submission=submission,
        edition_revision=edition_revision,
        counted=counted,
        missing_here=list(missing_here),
        missing_there=list(missing_there),
        matches=matches,
        at=at,
        by=by.label,
    )
    record(
        stream=submission.stream,
        event="assessment.toolkit_compared",
        by=by,
        at=at,
        subject=f"assessment.submission:{submission.ref}",
        fields=["matches" if matches else "differs"],
    )
    return comparison
