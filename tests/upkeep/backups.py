"""What the tests of backups share: a filled installation, its digest, and the commands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.installation import WAIT, Installation, fresh

PASSPHRASE = "three purple teapots"
BAD_USE = 2
DATA_TROUBLE = 3
CHEAPLY = """
import runpy
from havenkeep.upkeep import age
age.WORK = 4
runpy.run_module("havenkeep", run_name="__main__")
"""
DIGEST = """
import django, json
django.setup()
from pathlib import Path
from django.conf import settings
from havenkeep.upkeep.digest import digest
print(json.dumps(digest(Path(settings.DATA)).as_json()))
"""
FILL = """
import django
django.setup()
from django.utils import timezone
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.judging.verdict import FileType
from havenkeep.evidence.models import Proof
from havenkeep.evidence.receiving import Received, vault
from havenkeep.evidence.scanning import Scan
from havenkeep.jobs.models import Job
from havenkeep.sample.actions import make_sample
home = make_sample(at=timezone.now(), tell=lambda step: None).homes.order_by("pk").first()
photo = Received(
    name="cabinet.jpg", file_type=FileType.JPEG, kept=vault().keep([b"a cabinet"]), scan=Scan.NOT_SCANNED
)
keep_proof(
    owner=home, items=[], kind=Proof.Kind.FILE, title="The cabinet", where="", files=[photo],
    by=SYSTEM, at=timezone.now(),
)
Job.objects.order_by("-pk").first().delete()
for content in (bytes(range(256)) * 300, b""):
    print(vault().keep([content]).name)
"""


def fill(installation: Installation) -> list[str]:
    """Put a sample home in, delete the job with the highest number, keep two files, and name them."""
    names = installation.python(FILL).split()[-2:]
    (installation.data / "evidence" / "ab").mkdir(parents=True, exist_ok=True)
    (installation.data / "evidence" / "ab" / "ab14.half").write_bytes(b"never finished")
    return names


def passphrase_file(folder: Path, text: str = PASSPHRASE + "\n") -> Path:
    file = folder / "passphrase.txt"
    file.write_text(text)
    return file


def digest(installation: Installation) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(installation.python(DIGEST))
    return told


def back_up(installation: Installation, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a passphrase that costs little to stretch, which nobody but a test can ask for."""
    secret = passphrase_file(file.parent)
    arguments = ["backup", str(file), "--passphrase-file", str(secret), *options]
    return subprocess.run(
        [sys.executable, "-c", CHEAPLY, *arguments],
        env=installation.environment,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )


def restore(installation: Installation, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    secret = passphrase_file(file.parent)
    return installation.run("restore", str(file), "--passphrase-file", str(secret), *options)


def restored(file: Path, there: Installation) -> Installation:
    told = restore(there, file)
    assert told.returncode == 0, told.stderr
    return there


def refused(file: Path, folder: Path, *, words: str) -> None:
    """Check that a backup is refused in one sentence, and that nothing is there afterwards."""
    there = fresh(folder)
    told = restore(there, file)
    assert told.returncode == DATA_TROUBLE
    assert words in told.stderr
    assert told.stderr.count("\n") == 1
    assert not there.data.exists()
    assert list(folder.parent.glob(f".{folder.name}.*")) == []
    if there.database_url:
        assert tables(there) == 0


def tables(installation: Installation) -> int:
    """Return how many tables the PostgreSQL database has."""
    counted = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
    return int(installation.sql(counted)[0][0])
