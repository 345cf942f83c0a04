"""When background work last ran, and when the last backup was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from havenkeep.background.models import Backup, Beat

LATE = timedelta(hours=1)
BACKUP_OLD = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """`at` is None when no work has ever finished; `late` when the last is over an hour ago."""

    at: datetime | None
    late: bool


def last_run(*, now: datetime) -> LastRun:
    """Return when any background work last finished. One query."""
    at = Beat.objects.aggregate(newest=Max("finished_at"))["newest"]
    return LastRun(at=at, late=at is None or now - at > LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBackup:
    """`at` is None when none was ever made; `old` when none is, or the last is over seven days ago."""

    at: datetime | None
    old: bool


def last_backup(*, now: datetime) -> LastBackup:
    """Return when the newest backup was made. One query."""
    at = Backup.objects.aggregate(newest=Max("made_at"))["newest"]
    return LastBackup(at=at, old=at is None or now - at > BACKUP_OLD)
