"""`havenkeep doctor`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from havenkeep.upkeep.check import Check, State
from havenkeep.upkeep.doctor import examine
from havenkeep.upkeep.trouble import ExitCode

app = typer.Typer(add_completion=False)
MARKS = {
    State.OK: "[green]✓[/green]",
    State.WARN: "[yellow]![/yellow]",
    State.WRONG: "[red]✗[/red]",
}


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Say whether this installation is well, and what to do where it is not.

    Ends with 0 when nothing is wrong (a warning is not wrong) and with 1 when something is.
    """
    checks = examine(datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps({"checks": [asdict(check) for check in checks]}, indent=2))
    else:
        Console().print(_table(checks))
    if any(check.state is State.WRONG for check in checks):
        raise typer.Exit(ExitCode.WRONG)


def _table(checks: list[Check]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for check in checks:
        told = f"{check.sentence}\n[bold]{check.what_to_do}[/bold]" if check.what_to_do else check.sentence
        table.add_row(MARKS[check.state], check.name, told)
    return table
