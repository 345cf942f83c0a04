"""A real ClamAV, with one signature of our own instead of its list: what it knows is not kept."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from havenkeep.evidence.models import Proof
from havenkeep.evidence.scanning import FoundBad, Scan, scan

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/sbin")
MARK = b"Havenkeep harmless mark 5f1c"
pytestmark = pytest.mark.skipif(
    CLAMD is None, reason="ClamAV is not installed; on Debian or Ubuntu: apt-get install clamav-daemon"
)


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a scanner that knows one harmless mark."""
    assert CLAMD is not None
    folder = tmp_path_factory.mktemp("clamav")
    known = folder / "known"
    known.mkdir()
    (known / "ours.ndb").write_text(f"Havenkeep.Harmless:0:*:{MARK.hex()}\n")
    address = folder / "clamd.ctl"
    settings = folder / "clamd.conf"
    settings.write_text(
        f"Foreground yes\nLocalSocket {address}\nDatabaseDirectory {known}\nTemporaryDirectory {folder}\n"
    )
    running = subprocess.Popen([CLAMD, "--config-file", str(settings)], stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            if address.is_socket():
                break
            assert running.poll() is None, "clamd ended before it answered"
            time.sleep(0.1)
        yield str(address)
    finally:
        running.terminate()
        running.wait(20)


def test_a_large_clean_file_is_said_to_be_clean(scanner: str) -> None:
    assert scan((bytes(1_000_000) for _ in range(8)), address=scanner) is Scan.CLEAN


def test_what_it_knows_is_named(scanner: str) -> None:
    with pytest.raises(FoundBad, match=r"Havenkeep\.Harmless"):
        scan([b"a" * 70_000, MARK], address=scanner)


def test_a_file_that_it_knows_is_refused_on_the_page_and_nothing_is_kept(
    scanner: str, alice: Client, base: str, evidence_folder: Path, settings: Any
) -> None:
    settings.CLAMD = scanner
    bad = SimpleUploadedFile("notes.txt", b"Minutes of Monday\n" + MARK)
    told = alice.post(f"{base}new/", {"kind": "file", "upload": bad})
    assert told.status_code == 422
    assert "knows this file as Havenkeep.Harmless" in told.content.decode()
    assert not Proof.objects.exists()
    assert not any(path.is_file() for path in evidence_folder.rglob("*"))
    good = SimpleUploadedFile("notes.txt", b"Minutes of Monday\n")
    assert alice.post(f"{base}new/", {"kind": "file", "upload": good}).status_code == 302
    assert Proof.objects.get().files.get().scanned
