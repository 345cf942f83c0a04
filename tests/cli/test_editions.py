"""`havenkeep editions`: the years there are, and the official list put in force."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.domain.standards.workbooks import sheet_per_category
from tests.installation import Installation

EDITION = "dspt-2026-27"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "Version 9 2026-27.xlsx"
    path.write_bytes(sheet_per_category().bytes())
    return path


def listed(installation: Installation) -> dict[str, dict[str, object]]:
    told = installation.run("editions", "list", "--json")
    assert told.returncode == 0, told.stderr
    return {row["id"]: row for row in json.loads(told.stdout)}


def test_trying_keeps_nothing_and_importing_puts_the_list_in_force_once(
    installation: Installation, sheet: Path
) -> None:
    told = installation.run("editions", "import", str(sheet), "--edition", EDITION, "--dry-run")
    assert told.returncode == 0, told.stderr
    assert "Nothing was kept." in told.stdout
    assert listed(installation)[EDITION]["revision"] == 0
    told = installation.run("editions", "import", str(sheet), "--edition", EDITION, "--json")
    report = json.loads(told.stdout)
    assert (report["number"], report["mandatory_now"], report["dry_run"]) == (1, 45, False)
    assert (listed(installation)[EDITION]["revision"], listed(installation)[EDITION]["state"]) == (1, "open")
    again = installation.run("editions", "import", str(sheet), "--edition", EDITION)
    assert "already in use" in again.stdout
    assert "from the official list" in installation.doctor()["Edition"]["sentence"]


def test_every_edition_is_listed_with_the_one_in_force(installation: Installation) -> None:
    rows = listed(installation)
    assert sum(bool(row["in_force"]) for row in rows.values()) == 1
    told = installation.run("editions", "list").stdout
    assert all(edition in told for edition in rows)


def test_what_cannot_be_imported_is_said_in_a_sentence(installation: Installation, sheet: Path) -> None:
    wrong_year = installation.run("editions", "import", str(sheet), "--edition", "dspt-1999")
    assert (wrong_year.returncode, wrong_year.stderr.count("\n")) == (2, 1)
    assert "There is no edition “dspt-1999”" in wrong_year.stderr
    other_file = installation.run("editions", "import", __file__, "--edition", EDITION)
    assert (other_file.returncode, "Traceback" in other_file.stderr) == (3, False)
    assert other_file.stderr.endswith(".\n")
