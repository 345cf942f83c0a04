"""The backup that is made each day, and the older ones that are kept beside it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from havenkeep.background.actions import note_backup
from havenkeep.upkeep.backup import Made, make_backup
from havenkeep.upkeep.domain.keeping import to_delete
from havenkeep.upkeep.passphrase import read_passphrase
from havenkeep.upkeep.trouble import DataTrouble

YOUNG = timedelta(hours=12)  # so that a day whose backup was made late still has the next one at its hour
NAME = "havenkeep-%Y%m%dT%H%M%SZ.age"


def back_up_daily(*, data: Path, folder: Path, passphrase_file: Path, at: datetime) -> Made | None:
    """Make a backup in the folder unless its newest is young, then delete those that are no longer kept.

    Only files with our own kind of name count and are deleted. Returns None when the newest is young enough.

    Raises:
        BadUse: the passphrase file is not as it should be.
        DataTrouble: the folder is not there (a disk that is not plugged in), or cannot be written to.
    """
    if not folder.is_dir():
        raise DataTrouble(f"The folder for backups {folder} is not there. Is its disk plugged in?")
    newest = max(made_in(folder), default=None)
    if newest is not None and newest <= at < newest + YOUNG:
        return None
    made = make_backup(
        to=folder / at.astimezone(UTC).strftime(NAME),
        data=data,
        passphrase=read_passphrase(passphrase_file),
        at=at,
        tell=lambda _: None,
        force=True,
    )
    note_backup(made_at=at, name=made.file.name, size=made.size, digest=made.digest.whole)
    found = made_in(folder)
    for old in to_delete(found):
        found[old].unlink(missing_ok=True)
    return made


def made_in(folder: Path) -> dict[datetime, Path]:
    """Return the daily backups of a folder by when they were made."""
    found = {}
    for path in folder.glob("havenkeep-*.age"):
        with suppress(ValueError):
            found[datetime.strptime(path.name, NAME).replace(tzinfo=UTC)] = path
    return found
