"""`havenkeep import people`: what comes in, what waits, what is wrong, and the number it ends with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from havenkeep.cli import importing
from havenkeep.people.models import ListDifference, Person
from havenkeep.upkeep.trouble import BadUse
from tests.people.hands import on_list
from tests.world import AT, World


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def run(folder: Path, text: str, *more: str) -> tuple[int, dict[str, Any]]:
    file = folder / "rota.csv"
    file.write_text(text, encoding="utf-8")
    told = CliRunner().invoke(
        importing.app, ["people", str(file), "--home", "thistlewick-house", "--json", *more]
    )
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told.exit_code, dict(json.loads(told.stdout))


def test_a_rota_comes_in_and_what_is_not_certain_waits(world: World, tmp_path: Path) -> None:
    on_list(world, "Ann Lee")
    code, told = run(tmp_path, "Name,NI\nKofi Mensah,QQ123456C\n", "--source", "rota")
    assert (code, told["added"], len(told["asked"])) == (0, 1, 1)
    assert world.thistlewick.list_checks.get().source == "rota"
    assert ListDifference.objects.open().count() == 1


def test_a_dry_run_saves_nothing(world: World, tmp_path: Path) -> None:
    assert run(tmp_path, "Name\nKofi Mensah\n", "--dry-run")[1]["added"] == 1
    assert not Person.objects.exists()


def test_a_row_with_a_mistake_ends_with_3(world: World, tmp_path: Path) -> None:
    code, told = run(tmp_path, "Name,Start date\nKofi Mensah,\nAnn Lee,never\n")
    assert (code, [error["row"] for error in told["errors"]]) == (3, [3])


def test_a_sheet_without_names_and_a_day_to_come_are_refused(world: World, tmp_path: Path) -> None:
    code, told = run(tmp_path, "Ward,Beds\nUpper,7\n")
    assert (code, told["errors"][0]["row"]) == (3, 0)
    with pytest.raises(BadUse, match="day to come"):
        run(tmp_path, "Name\nKofi Mensah\n", "--dated", "2027-01-01")
    assert not Person.objects.exists()


def of_group(folder: Path, text: str, *more: str) -> tuple[int, dict[str, Any]]:
    file = folder / "all.csv"
    file.write_text(text, encoding="utf-8")
    told = CliRunner().invoke(
        importing.app, ["people", str(file), "--provider", "larkfield-care-ltd", "--json", *more]
    )
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told.exit_code, dict(json.loads(told.stdout))


def test_a_groups_list_comes_into_all_services_at_once_or_into_none(world: World, tmp_path: Path) -> None:
    rows = "Name,Site\nKofi Mensah,Oak Lodge\nMary Quill,Thistlewick House\n"
    code, told = of_group(tmp_path, f"{rows}Ann Lee,CC-101\n", "--source", "hr")
    assert (code, told["errors"][0]["row"]) == (3, 0)
    assert "CC-101 (1 row)" in told["errors"][0]["sentence"]
    assert of_group(tmp_path, rows, "--dry-run")[1]["added"] == 2
    assert not Person.objects.exists()
    assert of_group(tmp_path, rows, "--source", "hr")[1]["added"] == 2
    assert world.oak_lodge.list_checks.count() == world.thistlewick.list_checks.count() == 1


def test_a_list_is_of_one_home_or_of_one_provider(world: World, tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="of which provider"):
        of_group(tmp_path, "Name\n", "--home", "oak-lodge")
    with pytest.raises(BadUse, match="no provider"):
        of_group(tmp_path, "Name\n", "--provider", "nobody")
