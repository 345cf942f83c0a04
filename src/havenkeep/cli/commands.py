"""The commands, as one table. A command's module is loaded when it is called for, on a folder made ready.

To add one: write `cli/<name>.py` with `app = typer.Typer(add_completion=False)` and its `@app.command()`,
then a row here. Its module may import models at the top, because Django is set up before it is loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from havenkeep.upkeep.trouble import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One command. `module` has a `typer.Typer` named `app`; `on_data` makes the folder ready first."""

    module: str
    help: str
    on_data: bool = True


COMMANDS: Mapping[str, Row] = {
    "start": Row(
        module="havenkeep.cli.start",
        help="Run Havenkeep on this computer, for yourself or for the office network.",
        on_data=False,
    ),
    "demo": Row(
        module="havenkeep.cli.demo",
        help="Make a sample home to look around in.",
    ),
    "doctor": Row(
        module="havenkeep.cli.doctor",
        help="Say whether this installation is well, and what to do where it is not.",
    ),
    "backup": Row(
        module="havenkeep.cli.backup",
        help="Write everything into one encrypted file, also while Havenkeep runs.",
    ),
    "restore": Row(
        module="havenkeep.cli.restore",
        help="Put a backup back into an empty folder, here or on another computer.",
        on_data=False,
    ),
    "recovery-sheet": Row(
        module="havenkeep.cli.recovery_sheet",
        help="Write a sheet to print: how to put everything back on another computer.",
    ),
    "reset-access": Row(
        module="havenkeep.cli.reset_access",
        help="Give somebody who is locked out a one-time link to a new password.",
    ),
    "standing": Row(
        module="havenkeep.cli.standing",
        help="Say how a home stands: said, shown, proven, and what is left.",
    ),
    "answers": Row(
        module="havenkeep.cli.answers",
        help="Write a home's answer book as a spreadsheet, PDF, Word file, CSV or JSON.",
    ),
    "import": Row(
        module="havenkeep.cli.importing",
        help="Bring a spreadsheet in, such as last year's answers.",
    ),
    "export": Row(
        module="havenkeep.cli.export",
        help="Write one service whole into one zip, readable without Havenkeep.",
    ),
    "import-service": Row(
        module="havenkeep.cli.import_service",
        help="Bring in a service that another Havenkeep exported.",
    ),
    "directory": Row(
        module="havenkeep.cli.directory",
        help="Bring in the national lists of organisations, to find a service by name or code.",
    ),
    "editions": Row(
        module="havenkeep.cli.editions",
        help="List the toolkit's years, and put an official list in force.",
    ),
}


class CommandTable(TyperGroup):
    """Lists the table's rows without loading them, and loads the one that is called for."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, stub, rest = super().resolve_command(ctx, args)
        if name is None:
            return name, stub, rest
        row = COMMANDS[name]
        if row.on_data:
            _load_data(ctx.params.get("data"), only_help="--help" in rest)
        return name, get_command(import_module(row.module).app), rest

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Trouble as trouble:
            typer.echo(str(trouble), err=True)
            raise typer.Exit(trouble.code) from trouble


def _load_data(data: Path | None, *, only_help: bool) -> None:
    # Loads Django, which commands without data do not wait for.
    module = import_module("havenkeep.cli.ready")
    if only_help:
        module.set_up_django(module.data_folder(data))
    else:
        module.ready(data)


def add_rows(app: typer.Typer) -> None:
    """Let the app list every row; `CommandTable` puts the real command in its place."""
    for name, row in COMMANDS.items():
        app.command(name, help=row.help)(_placeholder)


def _placeholder() -> None:
    sys.exit("This command was not loaded.")
