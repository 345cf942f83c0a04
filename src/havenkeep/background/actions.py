"""Noting a backup that was made, and a restore."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.background.models import Backup

# Not the installation's own stream: what is kept of homes is worked out again whenever that one moves.
STREAM = "backups"


@transaction.atomic
def note_backup(*, made_at: datetime, name: str, size: int, digest: str, by: Actor, at: datetime) -> Backup:
    """Note a backup that was made. `size` is in bytes, `digest` the SHA-256 over its rows and files."""
    backup = Backup.objects.create(made_at=made_at, name=name[-255:], size=size, digest=digest)
    record(
        stream=STREAM, event="background.backup_made", by=by, at=at, subject=f"background.backup:{backup.pk}"
    )
    return backup


@transaction.atomic
def note_restore(*, made_at: datetime, name: str, size: int, digest: str, by: Actor, at: datetime) -> Backup:
    """Note which backup this installation was restored from. A second time changes nothing."""
    backup, new = Backup.objects.get_or_create(
        made_at=made_at, digest=digest, defaults={"name": name[-255:], "size": size}
    )
    if new:
        record(
            stream=STREAM, event="background.restored", by=by, at=at, subject=f"background.backup:{backup.pk}"
        )
    return backup
