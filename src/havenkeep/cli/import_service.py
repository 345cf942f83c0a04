"""`havenkeep import-service FILE --provider REF|new`: a service that another Havenkeep exported."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.cli.backup import progress
from havenkeep.upkeep.moving.bring_in import BroughtIn, bring_in

app = typer.Typer(add_completion=False)


@app.command(
    epilog="Example:  havenkeep import-service thistlewick.zip --provider new --manager alice@example.org. "
    "Take a file only from somebody you trust: what it says is then true here."
)
def import_service(
    *,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The zip that `export` wrote."),
    ],
    provider: Annotated[
        str,
        typer.Option(
            metavar="REF", help="The provider's reference or slug here, or the word new to make it."
        ),
    ],
    manager: Annotated[
        str, typer.Option(metavar="EMAIL", help="An account here that manages the service from now on.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do everything, say what came of it, and keep nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Bring one service in whole, with its proof and history; or say what is wrong, and change nothing."""
    with progress(quiet=as_json) as tell:
        tell("Bringing it in, and comparing it")
        found = bring_in(
            file=file.expanduser().absolute(),
            provider=provider,
            manager=manager,
            by=COMMAND_LINE,
            at=timezone.now(),
            dry_run=dry_run,
        )
    if as_json:
        typer.echo(json.dumps(asdict(found) | {"dry_run": dry_run}, ensure_ascii=False, indent=2))
        return
    for sentence in _sentences(found, dry_run=dry_run, managed=bool(manager)):
        typer.echo(sentence)


def _sentences(found: BroughtIn, *, dry_run: bool, managed: bool) -> list[str]:
    told = [
        f"{found.name} {'would come' if dry_run else 'came'} in under {found.provider}, at "
        f"/homes/{found.ref}/: {found.rows:,} rows, {found.files:,} files and "
        f"{found.events:,} events, the same as were exported."
    ]
    if found.renamed:
        told.append(
            f"{found.renamed:,} references were taken here already, so these have new ones. Its history "
            "keeps the old ones, as it was sealed with them."
        )
    if found.missing:
        told.append(f"{len(found.missing)} stored files were lost already where it came from.")
    if not found.histories_whole:
        told.append("Its history did not hold already where it came from. See: havenkeep doctor")
    told += found.lists
    if not managed and not dry_run:
        told.append(
            "Nobody was let in: people are let in anew here, by a group lead or with --manager EMAIL."
        )
    return told
