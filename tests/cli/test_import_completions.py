"""`havenkeep import completions`: what comes in, what is asked or wrong, and the number it ends with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from havenkeep.cli import importing
from havenkeep.training.models import Completion
from havenkeep.upkeep.trouble import BadUse, DataTrouble
from tests.talks.cast import LEVEL_1, hired, platform
from tests.world import AT, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def run(file: Path, *more: str) -> tuple[int, str]:
    asked = ["completions", str(file), "--home", "thistlewick-house", *more]
    told = CliRunner().invoke(importing.app, asked)
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told.exit_code, told.stdout


def test_completions_come_in_and_what_is_unclear_is_asked(world: World, tmp_path: Path) -> None:
    hired(world.thistlewick, "Ana Silva")
    rows = [
        ("Ana Silva", LEVEL_1, "05/03/2026"),
        ("Who Ever", LEVEL_1, "05/03/2026"),
        ("Ana Silva", "GDPR", "1"),
    ]
    code, said = run(platform(tmp_path, rows), "--json")
    report = json.loads(said)
    assert (code, report["added"], [one["row"] for one in report["asked"]]) == (0, 1, [3, 4])
    assert json.loads(run(platform(tmp_path, rows), "--json")[1])["unchanged"] == 1


def test_trying_saves_nothing(world: World, tmp_path: Path) -> None:
    hired(world.thistlewick, "Ana Silva")
    code, said = run(platform(tmp_path, [("Ana Silva", LEVEL_1, "05/03/2026")]), "--dry-run")
    assert (code, "Would be added: 1" in said) == (0, True)
    assert not Completion.objects.exists()


def test_rows_that_cannot_be_end_with_three_and_the_rest_comes_in(world: World, tmp_path: Path) -> None:
    hired(world.thistlewick, "Ana Silva")
    rows = [("Ana Silva", LEVEL_1, "31/02/2026"), ("Ana Silva", LEVEL_1, "05/03/2026")]
    code, said = run(platform(tmp_path, rows), "--json")
    assert (code, [one["row"] for one in json.loads(said)["errors"]]) == (3, [2])
    assert Completion.objects.count() == 1


@pytest.mark.parametrize(
    ("encoding", "between"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", "|")]
)
def test_files_of_every_make_are_read(world: World, tmp_path: Path, encoding: str, between: str) -> None:
    hired(world.thistlewick, "Zoë O’Neil")
    rows = [("Zoë O’Neil", LEVEL_1, "05/03/2026")] * 3
    run(platform(tmp_path, rows, encoding=encoding, between=between))
    assert Completion.objects.count() == 1


@pytest.mark.parametrize(
    "headings",
    [
        ("Learner Name", "Course Title", "Completion Date"),
        ("User's Fullname", "Course Fullname", "Date completed"),
        ("Employee", "Module", "Passed On"),
        ("Staff name", "Training course", "Date of completion"),
    ],
)
def test_headings_of_many_platforms_are_known(
    world: World, tmp_path: Path, headings: tuple[str, ...]
) -> None:
    hired(world.thistlewick, "Ana Silva")
    run(platform(tmp_path, [("Ana Silva", LEVEL_1, "05/03/2026")], headings=headings))
    assert Completion.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 not a sheet", "not a spreadsheet"),
        (b"Name,Role\r\nAnn,Cook\r\nBob,Nurse\r\n", "columns headed"),
        (b"Course,Completed on\r\nA,5 March 2026\r\n", "no column that says who"),
        (b"Name,Completed on\r\n" + b"Ana,5 March 2026\r\n" * 60_000, "far more than was asked for"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
    ids=["empty", "pdf", "no headings", "nobody", "60,000 rows", "broken"],
)
def test_what_cannot_be_read_is_one_sentence_and_saves_nothing(
    world: World, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(content)
    with pytest.raises(DataTrouble, match=words) as refused:
        run(file)
    assert "\n" not in str(refused.value)
    assert not Completion.objects.exists()


def test_a_year_of_the_toolkit_is_bad_use(world: World, tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="--edition"):
        run(platform(tmp_path, []), "--edition", "2025-26")
