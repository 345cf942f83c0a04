"""The command teaches, refuses in one sentence, and ends with a number that means something."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from havenkeep.cli.commands import COMMANDS
from havenkeep.cli.main import app
from tests.installation import Installation


def run(*arguments: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, list(arguments))
    return told.exit_code, told.output


@pytest.fixture
def nothing(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "instance")


def test_help_names_every_command_without_loading_one() -> None:
    code, told = run("--help")
    assert code == 0
    for name, row in COMMANDS.items():
        assert name in told
        assert row.help.split(".")[0].split(",")[0][:30] in told


def test_help_says_what_the_numbers_mean() -> None:
    assert "3 when the data or a file" in " ".join(run("--help")[1].split())


def test_version_is_said() -> None:
    assert run("--version") == (0, "Havenkeep 0.1.0\n")


def test_an_unknown_command_is_bad_use_and_the_near_one_is_named() -> None:
    code, told = run("doctr")
    assert code == 2
    assert "Did you mean 'doctor'?" in told


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_help_of_a_command_makes_nothing(command: str, nothing: Installation) -> None:
    told = nothing.run(command, "--help")
    assert told.returncode == 0, told.stderr
    assert "Usage: " in told.stdout
    assert "--install-completion" not in told.stdout
    assert not nothing.data.exists()


def test_a_switch_that_is_neither_on_nor_off_is_refused_in_one_sentence(nothing: Installation) -> None:
    nothing.extra["HAVENKEEP_HTTPS"] = "yes"
    for command in ("doctor", "start"):
        told = nothing.run(command)
        assert told.returncode == 2
        assert told.stderr == "HAVENKEEP_HTTPS is “yes”; set it to 1 for on or 0 for off.\n"


def test_the_folder_given_on_the_command_line_wins(nothing: Installation, tmp_path: Path) -> None:
    told = nothing.run("--data", str(tmp_path / "other"), "doctor")
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "other" / "ready.json").is_file()
    assert not nothing.data.exists()


def test_a_terminal_that_cannot_draw_gets_question_marks(nothing: Installation) -> None:
    nothing.extra["PYTHONIOENCODING"] = "ascii"
    told = nothing.run("doctor")
    assert told.returncode == 0, told.stderr
    assert "?" in told.stdout
