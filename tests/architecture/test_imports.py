"""The rooms import downwards only: the contract in `.importlinter`, and that it covers what is there."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest
from django.conf import settings
from importlinter.cli import lint_imports

import havenkeep

ROOT = Path(havenkeep.__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "havenkeep"
CONTRACT = ROOT / ".importlinter"


def layers(contract: str) -> list[str]:
    parser = ConfigParser()
    parser.read(CONTRACT)
    lines = parser[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [room.strip(" ()") for line in lines for room in line.replace(":", "|").split("|") if room.strip()]


def test_the_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(CONTRACT), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_the_contract_is_broken_by_one_import_upwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("low", "high"):
        (tmp_path / "house" / room).mkdir(parents=True)
        (tmp_path / "house" / room / "__init__.py").touch()
    (tmp_path / "house" / "__init__.py").touch()
    (tmp_path / "house" / "low" / "__init__.py").write_text("import house.high\n")
    contract = tmp_path / "contract"
    contract.write_text(
        "[importlinter]\nroot_package = house\n"
        "[importlinter:contract:rooms]\nname = rooms\ntype = layers\n"
        "containers = house\nlayers =\n    high\n    low\nexhaustive = true\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert lint_imports(config_filename=str(contract), no_cache=True) == 1


def test_every_room_stands_in_the_contract() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= set(layers("rooms"))
    assert rooms.isdisjoint({"core", "common", "utils", "helpers"})


def test_every_room_with_tables_or_templates_is_installed() -> None:
    needed = {path.parent.name for path in PACKAGE.glob("*/models.py")}
    needed |= {path.parent.name for path in PACKAGE.glob("*/jinja2")}
    assert needed <= set(settings.ROOMS)
