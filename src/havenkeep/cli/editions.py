"""`havenkeep editions`: which years' lists there are, and putting the official one in force."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.sheets.table import Unreadable
from havenkeep.standards.actions import import_edition
from havenkeep.standards.domain.loading import UnknownEdition, editions
from havenkeep.standards.domain.official_list import NotTheSheet
from havenkeep.standards.domain.revision import RevisionReport
from havenkeep.standards.queries import current_edition, edition_in_force
from havenkeep.upkeep.trouble import BadUse, DataTrouble

app = typer.Typer(add_completion=False, no_args_is_help=True)
CHANGES = {
    "added": "New",
    "removed": "Gone",
    "reworded": "Reworded",
    "level_changed": "Another level",
    "renumbered": "Renumbered",
}


@app.callback()
def about() -> None:
    """The lists of what the toolkit asks, one for each year.

    The official sheet of a year is on the toolkit's own website. Once imported, it wins over the list that
    came with Havenkeep; answers stay with their items.
    """


@app.command("list")
def list_editions(
    *, as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False
) -> None:
    """Say which editions there are, and which is in force today."""
    today = edition_in_force(on=timezone.localdate()).id
    rows = [
        {
            "id": edition.id,
            "title": edition.title,
            "state": edition.state.value,
            "mandatory": edition.mandatory_count,
            "revision": edition.revision,
            "in_force": edition.id == today,
        }
        for edition in map(current_edition, editions())
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("Edition", "Title", "State", "Mandatory", "List")
    for row in rows:
        source = f"official, import {row['revision']}" if row["revision"] else "as shipped"
        mark = " (in force)" if row["in_force"] else ""
        table.add_row(
            f"{row['id']}{mark}", str(row["title"]), str(row["state"]), str(row["mandatory"]), source
        )
    Console(highlight=False).print(table)


@app.command("import")
def import_(
    *,
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="The official sheet: .xlsx, .xls, .ods or .csv."),
    ],
    edition: Annotated[
        str,
        typer.Option(metavar="ID", help="Of which edition it is the list: see “havenkeep editions list”."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and keep nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Put the official list of an edition in force. The same file again changes nothing."""
    try:
        report = import_edition(
            path=file,
            name=file.name,
            edition_id=edition,
            by=COMMAND_LINE,
            at=timezone.now(),
            dry_run=dry_run,
        )
    except UnknownEdition as wrong:
        raise BadUse(str(wrong)) from wrong
    except Unreadable as wrong:
        raise DataTrouble(str(wrong)) from wrong
    except NotTheSheet as wrong:
        raise DataTrouble("\n".join([wrong.sentence, *wrong.problems])) from wrong
    if as_json:
        typer.echo(json.dumps(asdict(report) | {"dry_run": dry_run}, ensure_ascii=False, indent=2))
    else:
        _show(report, dry_run=dry_run)


def _show(report: RevisionReport, *, dry_run: bool) -> None:
    console = Console(highlight=False)
    console.print(report.sentence, markup=False)
    if report.doubt:
        console.print(report.doubt, style="bold yellow", markup=False)
    if report.changed:
        table = Table("Change", "Item", "What", "Was", "Now")
        for name, title in CHANGES.items():
            for row in getattr(report, name):
                table.add_row(title, row.ref, row.title, row.was, row.now)
        console.print(table)
    if dry_run and not report.already_current:
        console.print("Nothing was kept. Leave out --dry-run to put it in force.")
