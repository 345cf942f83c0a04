"""`havenkeep directory import`: a national list, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.installation import Installation

HEADINGS = "Code,Name,Primary Sector,Status,Date Of Publication"
ROWS = (
    "VN001,Thistlewick House,Social Care,21/22 Standards Met,30/06/2022",
    "VN002,Oak Lodge,Social Care,Not Published,",
)


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    file = tmp_path / "DSPT search results 01_10_2026 09_00_00.csv"
    file.write_text("\n".join((HEADINGS, *ROWS)), "utf-8")
    return file


def test_a_list_comes_in_once(installation: Installation, list_file: Path) -> None:
    told = installation.run("directory", "import", str(list_file))
    assert (told.returncode, told.stdout) == (
        0,
        "The toolkit's public search of organisations of 1 October 2026: "
        "2 added, 0 changed, 0 as they were.\n",
    ), told.stderr
    again = installation.run("directory", "import", str(list_file), "--json")
    report = json.loads(again.stdout)
    assert (report["dated_on"], report["added"], report["unchanged"]) == ("2026-10-01", 0, 2)
    assert "as it stood on 1 October 2026" in installation.doctor()["National lists"]["sentence"]


def test_a_list_without_a_day_in_its_name_is_given_one(installation: Installation, list_file: Path) -> None:
    nameless = list_file.rename(list_file.with_name("list.csv"))
    told = installation.run("directory", "import", str(nameless))
    assert (told.returncode, told.stderr.count("\n")) == (3, 1)
    assert "does not say which day" in told.stderr
    told = installation.run("directory", "import", str(nameless), "--dated-on", "2026-10-01")
    assert told.returncode == 0, told.stderr


def test_rows_with_errors_are_named_and_the_rest_is_kept(installation: Installation, list_file: Path) -> None:
    with list_file.open("a", encoding="utf-8") as file:
        file.write("\n,Nameless Lodge,Social Care,,\n")
    told = installation.run("directory", "import", str(list_file))
    assert told.returncode == 3
    assert "2 added" in told.stdout
    assert told.stderr.startswith("1 row had errors:\n")
