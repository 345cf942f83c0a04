"""Noting a backup. It goes into no history: what is backed up must not change by being backed up."""

from __future__ import annotations

from datetime import datetime

from havenkeep.background.models import Backup


def note_backup(*, made_at: datetime, name: str, size: int, digest: str) -> Backup:
    """Note a backup that was made here, or that this installation was restored from; once.

    `size` is in bytes, `digest` the SHA-256, in hex, over its rows and files.
    """
    backup, _ = Backup.objects.get_or_create(
        made_at=made_at, digest=digest, defaults={"name": name[-255:], "size": size}
    )
    return backup
