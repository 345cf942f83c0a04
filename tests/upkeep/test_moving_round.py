"""With the real commands: from one installation to another and on to a third, and still the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.installation import POSTGRES, Installation, copy_of
from tests.upkeep.backups import BAD_USE, DATA_TROUBLE

HOME = "thistlewick-house"
LOOK = """
import django
django.setup()
from havenkeep.evidence.models import KeptFile
from havenkeep.evidence.receiving import vault
for kept in KeptFile.objects.all(): print(kept.name, b"".join(vault().read(kept.stored_as)).decode())
"""


def exported(installation: Installation, file: Path) -> dict[str, Any]:
    told = installation.run("export", HOME, "-o", str(file), "--json")
    assert told.returncode == 0, told.stderr
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def taken_in(installation: Installation, file: Path, *options: str) -> dict[str, Any]:
    told = installation.run("import-service", str(file), "--provider", "new", "--json", *options)
    assert told.returncode == 0, told.stderr
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_a_service_that_went_round_is_the_same(
    filled: Installation, prepared: Installation, tmp_path: Path
) -> None:
    """From whichever engine the tests run on to SQLite, and back to it."""
    first = copy_of(filled, tmp_path / "instance")
    before = exported(first, tmp_path / "first.zip")
    assert (before["files"], before["missing"]) == (1, [])
    there = Installation(tmp_path / "there") if POSTGRES else copy_of(prepared, tmp_path / "there")
    found = taken_in(there, tmp_path / "first.zip")
    assert (found["renamed"], found["rows"], found["content"]) == (0, before["rows"], before["content"])
    assert exported(there, tmp_path / "second.zip")["content"] == before["content"]
    last = copy_of(prepared, tmp_path / "last")
    taken_in(last, tmp_path / "second.zip")
    assert exported(last, tmp_path / "third.zip")["content"] == before["content"]
    assert last.python(LOOK).splitlines() == ["cabinet.jpg a cabinet"]
    assert last.doctor()["History"]["state"] == "ok"
    assert last.doctor()["Stored proof"]["state"] == "ok"
    told = json.loads(last.run("standing", HOME, "--json").stdout)
    assert told["said"] == json.loads(first.run("standing", HOME, "--json").stdout)["said"] > 0


def test_what_the_commands_cannot_do_is_one_sentence(prepared: Installation, tmp_path: Path) -> None:
    told = prepared.run("export", "nowhere", "-o", str(tmp_path / "a.zip"))
    assert (told.returncode, told.stderr.count("\n")) == (BAD_USE, 1)
    (tmp_path / "photo.zip").write_bytes(b"a photograph")
    told = prepared.run("import-service", str(tmp_path / "photo.zip"), "--provider", "new")
    assert told.returncode == DATA_TROUBLE
    assert "is not a service's file that Havenkeep made" in told.stderr
    assert told.stderr.count("\n") == 1
