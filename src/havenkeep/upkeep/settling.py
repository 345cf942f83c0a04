"""What is settled once a folder is ready: whether it needs a set-up key, and its last backup."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from havenkeep.background.actions import note_backup
from havenkeep.mail.actions import settle_restored
from havenkeep.upkeep import setup_key
from havenkeep.web.setup.queries import setup_is_open


def settle_setup_key(data: Path) -> None:
    """Make the key while nobody has a real account, and take it away afterwards. A sample is not real."""
    if setup_is_open():
        setup_key.read_or_make(data)
    else:
        setup_key.forget(data)


def settle_restore(note: Path) -> None:
    """Note the backup that a folder was restored from, and hold back the mail that waited in it."""
    if not note.is_file():
        return
    settle_restored(at=timezone.now())
    told = json.loads(note.read_text(encoding="utf-8"))
    note_backup(
        made_at=datetime.fromisoformat(told["made_at"]),
        name=told["name"],
        size=told["size"],
        digest=told["digest"],
    )
    note.unlink()
