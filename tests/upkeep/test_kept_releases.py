"""What an earlier version made is carried forward by the code of today: nothing of it is lost or changed."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.upkeep.kept_release import LOOK

KEPT = sorted(Path(__file__).with_name("data").glob("release-*.tar.xz"))


def test_there_is_a_kept_release() -> None:
    assert KEPT
    assert all(file.stat().st_size < 300_000 for file in KEPT)


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.name)
def test_todays_code_starts_on_data_of_an_earlier_version(file: Path, tmp_path: Path) -> None:
    with tarfile.open(file) as packed:
        packed.extractall(tmp_path, filter="data")
    there = Installation(tmp_path / "instance")
    before = _migrations(there.data / "havenkeep.sqlite3")
    checks = there.doctor()
    assert checks["Database"]["state"] == checks["History"]["state"] == "ok"
    assert json.loads(there.python(LOOK)) == json.loads(file.with_suffix("").with_suffix(".json").read_text())
    if _migrations(there.data / "havenkeep.sqlite3") != before:
        (copy,) = (there.data / "backups").iterdir()
        assert _migrations(copy) == before
    assert there.run("doctor").returncode == 0


def _migrations(database: Path) -> set[tuple[str, str]]:
    opened = sqlite3.connect(database)
    try:
        return set(opened.execute("SELECT app, name FROM django_migrations"))
    finally:
        opened.close()
