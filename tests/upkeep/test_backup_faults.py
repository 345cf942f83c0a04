"""A backup made among writers, killed half way, altered, or larger than memory."""

from __future__ import annotations

import json
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from havenkeep.upkeep.backup import check
from havenkeep.upkeep.prepare import RESTORED
from havenkeep.upkeep.trouble import DataTrouble
from tests.faults.killing import lost
from tests.installation import ROOT, Installation, copy_of, fresh
from tests.upkeep.backups import (
    DATA_TROUBLE,
    PASSPHRASE,
    back_up,
    digest,
    passphrase_file,
    restore,
    restored,
    tables,
)

MIB = 1024 * 1024
LOOK = """
import django, json
django.setup()
from havenkeep.config.logs import configure
from tests.faults.mix import look
configure()
print(json.dumps(look()))
"""
MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "havenkeep", *sys.argv[1:]], capture_output=True, text=True)
assert done.returncode == 0, done.stderr
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_a_backup_among_writers_is_of_one_moment(prepared: Installation, tmp_path: Path) -> None:
    home = copy_of(prepared, tmp_path / "instance")
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writing", "0"],
        env=home.environment | {"DJANGO_SETTINGS_MODULE": "havenkeep.config.settings"},
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(30)]
        told = back_up(home, tmp_path / "one.age")
        assert told.returncode == 0, told.stderr
        assert writer.poll() is None
    finally:
        writer.kill()
    rest, _ = writer.communicate()
    assert len(rest.splitlines()) > 10, "nothing was written meanwhile"
    there = restored(tmp_path / "one.age", fresh(tmp_path / "there"))
    found = json.loads(there.python(LOOK))
    kept = {(deed, name): int(number) for number, deed, name in (line.split() for line in said)}
    assert lost(kept, found) == []
    assert (found["halves"], found["broken"]) == ([], [])


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_any_byte_changed_is_refused(made: Path, tmp_path: Path, share: float, flip: int) -> None:
    changed = bytearray(made.read_bytes())
    changed[int(share * len(changed))] ^= flip
    (tmp_path / "changed.age").write_bytes(changed)
    with pytest.raises(DataTrouble):
        check(tmp_path / "changed.age", passphrase=PASSPHRASE)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True))
def test_any_cut_is_refused(made: Path, tmp_path: Path, share: float) -> None:
    whole = made.read_bytes()
    (tmp_path / "cut.age").write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(DataTrouble):
        check(tmp_path / "cut.age", passphrase=PASSPHRASE)


def killed(home: Installation, *arguments: str, after: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "havenkeep", *arguments],
        env=home.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_backup_that_is_killed_leaves_no_half_of_one(filled: Installation, tmp_path: Path) -> None:
    rng = random.Random(7)
    file, secret = tmp_path / "one.age", passphrase_file(tmp_path)
    for _ in range(3):
        killed(filled, "backup", str(file), "--passphrase-file", str(secret), after=rng.uniform(1.0, 3.0))
        if file.exists():
            check(file, passphrase=PASSPHRASE)
            file.unlink()
    assert back_up(filled, file).returncode == 0
    assert list(tmp_path.glob(".*")) == []


def test_a_restore_that_is_killed_leaves_all_or_nothing(
    filled: Installation, made: Path, tmp_path: Path
) -> None:
    rng = random.Random(13)
    secret = passphrase_file(tmp_path)
    for number in range(3):
        there = fresh(tmp_path / f"instance-{number}")
        killed(there, "restore", str(made), "--passphrase-file", str(secret), after=rng.uniform(1.0, 5.0))
        if not there.data.exists():
            restored(made, there)
        told = there.run("doctor")
        if told.returncode == DATA_TROUBLE:
            assert "Run the same restore again" in told.stderr
            restored(made, there)
        assert digest(there) == digest(filled)


def test_a_folder_without_its_rows_is_not_taken_for_an_empty_home(made: Path, tmp_path: Path) -> None:
    """Between the folder's move and PostgreSQL's commit."""
    there = fresh(tmp_path / "instance")
    (there.data / "secrets").mkdir(parents=True)
    (there.data / RESTORED).write_text("{}")
    told = there.run("doctor")
    assert told.returncode == DATA_TROUBLE
    assert "was cut off before its end" in told.stderr
    if there.database_url:
        assert tables(there) <= 1
    restored(made, there)
    assert there.doctor()["History"]["state"] == "ok"


def test_a_full_disk_leaves_no_half_of_a_backup(filled: Installation, tmp_path: Path) -> None:
    secret = passphrase_file(tmp_path)
    file = tmp_path / "one.age"

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    told = subprocess.run(
        [sys.executable, "-m", "havenkeep", "backup", str(file), "--passphrase-file", str(secret)],
        env=filled.environment,
        capture_output=True,
        text=True,
        preexec_fn=small,
        check=False,
    )
    assert told.returncode == DATA_TROUBLE
    assert "could not be written" in told.stderr
    assert list(tmp_path.iterdir()) == [secret]


def test_memory_does_not_grow_with_what_is_backed_up(prepared: Installation, tmp_path: Path) -> None:
    home = copy_of(prepared, tmp_path / "instance")
    secret = str(passphrase_file(tmp_path))

    def peak(data: Installation, *arguments: str) -> float:
        told = subprocess.run(
            [sys.executable, "-c", MEASURED, *arguments, "--passphrase-file", secret],
            env=data.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return int(told.stdout) * 1024 / MIB

    small = peak(home, "backup", str(tmp_path / "small.age"))
    (home.data / "evidence").mkdir(exist_ok=True)
    with (home.data / "evidence" / "large").open("wb") as large:
        large.truncate(200 * MIB)
    grown = peak(home, "backup", str(tmp_path / "large.age"))
    back = peak(fresh(tmp_path / "there"), "restore", str(tmp_path / "large.age"))
    assert (tmp_path / "large.age").stat().st_size > 200 * MIB
    assert (tmp_path / "there" / "evidence" / "large").stat().st_size == 200 * MIB
    # The passphrase alone takes 128 MiB for a moment, on purpose.
    assert grown < small + 20
    assert back < small + 40
    assert grown < 128 + 120
    assert back < 128 + 120


def test_a_folder_that_is_too_full_to_restore_into_is_left_as_it_was(made: Path, tmp_path: Path) -> None:
    there = fresh(tmp_path / "none" / "instance")
    (tmp_path / "none").write_text("a file where a folder should be")
    told = restore(there, made)
    assert told.returncode == DATA_TROUBLE
    assert "could not be restored" in told.stderr
