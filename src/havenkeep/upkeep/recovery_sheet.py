"""A sheet to print: what one needs to put everything back on another computer. It holds no secret."""

from __future__ import annotations

import hashlib
import platform
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from havenkeep.background.queries import last_backup
from havenkeep.design.wording import LONDON, say_date, say_when
from havenkeep.organisations.models import Provider
from havenkeep.printing.pdf import render_pdf
from havenkeep.printing.text import JSON
from havenkeep.upkeep.files import LEFT_OUT, each_file


def write_sheet(*, data: Path, backups: Path | None, at: datetime) -> bytes:
    """Return the sheet as PDF/UA-1. `backups` is the folder of the daily ones, where one is set.

    Raises:
        CouldNotPrint: with one sentence.
    """
    return render_pdf(template="upkeep/recovery_sheet", data=_sheet(data=data, backups=backups, at=at))


def fingerprint(data: Path) -> str:
    """Return 16 letters, in fours, that tell whether two folders have the same secrets, and nothing else."""
    summed = hashlib.sha256()
    for name, path in each_file(data):
        if name.startswith("secrets/") and name not in LEFT_OUT:
            summed.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    letters = summed.hexdigest()[:16]
    return " ".join(letters[start : start + 4] for start in range(0, 16, 4))


def _sheet(*, data: Path, backups: Path | None, at: datetime) -> dict[str, JSON]:
    made = at.astimezone(LONDON)
    names = list(Provider.objects.filter(is_sample=False).order_by("name").values_list("name", flat=True)[:5])
    last = last_backup(now=at).at
    server = connection.vendor == "postgresql"
    command = "havenkeep --data NEW-FOLDER restore BACKUP --passphrase-file PASSPHRASE-FILE"
    return {
        "title": "Recovery sheet",
        "running": f"Recovery sheet · Havenkeep {version('havenkeep')} · {say_date(at)}",
        "about": "How to put Havenkeep back on another computer. It holds no secret.",
        "made": [made.year, made.month, made.day],
        "kicker": "Keep this on paper, away from the computer",
        "standfirst": ", ".join(names) or "No service is set up yet.",
        "facts": [
            [
                "Version",
                f"Havenkeep {version('havenkeep')}. This version or any later one can read the backup.",
            ],
            ["Computer", f"{platform.node() or 'without a name'}, folder {data}"],
            ["Database", "PostgreSQL" if server else "SQLite, in that folder"],
            ["Backups", str(backups) if backups else "Write below where they are kept."],
            ["Last backup", say_when(last) if last else "None had been made when this was printed."],
            ["Fingerprint", fingerprint(data)],
        ],
        "steps": [
            f"Install Havenkeep {version('havenkeep')} or a later version on the other computer.",
            "Take the newest backup: a file that ends in .age. Nothing but the passphrase opens it.",
            "Write the passphrase into a text file of one line.",
            "Make an empty PostgreSQL database, and set HAVENKEEP_DATABASE_URL to it."
            if server
            else "Think of a folder that is not there yet. Nothing is ever overwritten.",
        ],
        "command": command,
        "after": [
            "It says that all is the same as what was backed up. Then run: havenkeep --data NEW-FOLDER start",
            "Run: havenkeep --data NEW-FOLDER doctor",
            "Print this sheet again there: its fingerprint must be the one above.",
            "Delete the passphrase file. People sign in again with the passwords they had.",
        ],
        "by_hand": [
            "Where the passphrase is kept",
            "Who else can get at it",
            "Where the backups are kept",
            "Who looks after our computers, and their telephone",
            "Whom to tell that records cannot be reached",
        ],
    }
