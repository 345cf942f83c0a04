"""In continuous integration nothing is skipped in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BOTH = "import pytest\ndef test_one(): pass\ndef test_two(): {}\n"


@pytest.mark.parametrize(
    ("ci", "two", "code"), [("1", "pytest.skip('no')", 1), ("1", "pass", 0), ("0", "pytest.skip('no')", 0)]
)
def test_a_skipped_test_fails_the_run_there_and_only_there(
    tmp_path: Path, ci: str, two: str, code: int
) -> None:
    (tmp_path / "test_it.py").write_text(BOTH.format(two))
    told = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            os.devnull,
            "-p",
            "tests.nothing_skipped",
            "-p",
            "no:django",
            ".",
        ],
        cwd=tmp_path,
        env=os.environ | {"CI": ci, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == code, told.stdout + told.stderr
    assert ("A skipped test fails the run" in told.stdout) is (code == 1)
