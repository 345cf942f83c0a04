"""When background work last ran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from havenkeep.background.models import Beat

LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """`at` is None when no work has ever finished; `late` when the last is over an hour ago."""

    at: datetime | None
    late: bool


def last_run(*, now: datetime) -> LastRun:
    """Return when any background work last finished. One query."""
    at = Beat.objects.aggregate(newest=Max("finished_at"))["newest"]
    return LastRun(at=at, late=at is None or now - at > LATE)
