"""A file that nothing points to is deleted after a day, and no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from havenkeep.evidence.actions import keep_proof
from havenkeep.evidence.judging.verdict import FileType
from havenkeep.evidence.models import KeptFile, Proof
from havenkeep.evidence.receiving import Received, vault
from havenkeep.evidence.scanning import Scan
from havenkeep.evidence.tasks import sweep
from tests.evidence.conftest import files_in
from tests.world import AT, World

KILLED = """
import sys
from pathlib import Path
from havenkeep.evidence.vault.keys import read_keys
from havenkeep.evidence.vault.store import Vault
def endless():
    while True:
        yield bytes(1024 * 1024)
        print("written", flush=True)
Vault(folder=Path(sys.argv[1]), keys=read_keys(Path(sys.argv[2]))).keep(endless())
"""


@pytest.mark.django_db
def test_the_sweep_takes_orphans_older_than_a_day_only(world: World, evidence_folder: Path) -> None:
    pointed, orphan = vault().keep([b"pointed"]), vault().keep([b"orphan"])
    received = Received(name="a.txt", file_type=FileType.TXT, kept=pointed, scan=Scan.NOT_SCANNED)
    keep_proof(
        owner=world.thistlewick,
        items=[],
        kind=Proof.Kind.FILE,
        title="x",
        where="",
        files=[received],
        by=world.alice.as_actor(),
        at=AT,
    )
    now = datetime.now(UTC)
    sweep(now)
    assert len(files_in(evidence_folder)) == 2
    sweep(now + timedelta(days=2))
    sweep(now + timedelta(days=2))
    assert [path.name for path in files_in(evidence_folder)] == [KeptFile.objects.get().stored_as]
    assert orphan.name not in str(files_in(evidence_folder))


@pytest.mark.django_db
def test_a_process_killed_while_writing_leaves_no_row_and_half_a_file_that_is_swept(
    evidence_folder: Path, settings: object
) -> None:
    key = settings.EVIDENCE_KEY_FILE  # type: ignore[attr-defined]
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(evidence_folder), str(key)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "src"},
    )
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    (half,) = files_in(evidence_folder)
    assert half.suffix == ".half"
    time.sleep(0.01)
    sweep(datetime.now(UTC) + timedelta(days=2))
    assert files_in(evidence_folder) == []
