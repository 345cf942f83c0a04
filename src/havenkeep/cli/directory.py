"""`havenkeep directory`: the national lists of organisations."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.directory.actions import ImportReport, import_directory
from havenkeep.directory.domain.files import LIST_TITLES
from havenkeep.directory.domain.reading import CannotImport
from havenkeep.sheets.table import Unreadable
from havenkeep.upkeep.trouble import DataTrouble, ExitCode

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def about() -> None:
    """The national lists, in which set-up finds a service by its name or code.

    Two files are known: the download of the toolkit's public organisation search, and the CQC's list of
    locations. Neither is needed to run Havenkeep.
    """


@app.command(
    "import",
    epilog="Ends with 3 when some rows had errors, the rest being kept all the same, and when the file could "
    "not be read and nothing was kept.",
)
def import_(
    *,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The list: .csv, .xlsx or .ods.")],
    dated_on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The day the list tells of, where the file's name does not say it.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Bring a national list in. The same file again changes nothing; an older list overwrites nothing."""
    told = Console(stderr=True)
    bar = Progress(SpinnerColumn(), TextColumn("{task.completed} rows"), TimeElapsedColumn(), console=told)
    with bar if sys.stderr.isatty() else nullcontext():
        task = bar.add_task("import", total=None)
        try:
            report = import_directory(
                path=file,
                name=file.name,
                by=COMMAND_LINE,
                at=timezone.now(),
                dated_on=dated_on.date() if dated_on else None,
                progress=lambda done: bar.update(task, completed=done),
            )
        except (Unreadable, CannotImport) as wrong:
            raise DataTrouble(str(wrong)) from wrong
    if as_json:
        typer.echo(json.dumps(asdict(report), default=str, ensure_ascii=False, indent=2))
    else:
        _show(report)
    if report.rows_with_errors:
        raise typer.Exit(ExitCode.DATA)


def _show(report: ImportReport) -> None:
    title = LIST_TITLES[report.kind]
    typer.echo(
        f"{title[0].upper()}{title[1:]} of {report.dated_on.day} {report.dated_on:%B %Y}: "
        f"{report.added} added, {report.changed} changed, {report.unchanged} as they were."
    )
    if report.rows_with_errors:
        rows = "1 row" if report.rows_with_errors == 1 else f"{report.rows_with_errors} rows"
        typer.echo(f"{rows} had errors:", err=True)
        for sentence in report.errors:
            typer.echo(f"  {sentence}", err=True)
