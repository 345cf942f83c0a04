"""`havenkeep export HOME -o FILE`: one service whole, readable without Havenkeep."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.cli.backup import progress
from havenkeep.cli.homes import the_home
from havenkeep.evidence.vault.keys import KeyTrouble
from havenkeep.upkeep.backup import refuse_place
from havenkeep.upkeep.moving.export import Export, note_taken
from havenkeep.upkeep.trouble import DataTrouble

app = typer.Typer(add_completion=False)


@app.command(
    epilog="Example:  havenkeep export thistlewick-house -o thistlewick.zip  ·  "
    "Elsewhere:  havenkeep import-service thistlewick.zip --provider new"
)
def export(
    *,
    home: Annotated[str, typer.Argument(metavar="HOME", help="The home's reference or slug.")],
    file: Annotated[Path, typer.Option("-o", "--output", dir_okay=False, help="The zip to write.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file when it is there already.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Write everything of one service into one zip: for people as CSV and files, for programs as JSON.

    It is not encrypted, and it names people: keep it where only the right people can open it. Another
    Havenkeep goes on with it: see import-service.
    """
    now = timezone.now()
    found = the_home(home)
    to = file.expanduser().absolute()
    refuse_place(to, force=force)
    with progress(quiet=as_json) as tell:
        tell("Taking the rows")
        note_taken(home=found, by=COMMAND_LINE, at=now)
        taken = Export(found, at=now)
        tell("Writing the file")
        _write(taken, to)
    told = taken.manifest
    rows = sum(table.rows for table in told.tables.values())
    files = sum(name.startswith("files/") for name in told.members)
    if as_json:
        said = {"file": str(to), "bytes": to.stat().st_size, "rows": rows, "files": files}
        typer.echo(json.dumps(said | {"missing": told.missing, "content": told.content}, indent=2))
        return
    typer.echo(f"Wrote {to}: {rows:,} rows and {files:,} files, {to.stat().st_size / 1e6:.1f} MB.")
    if told.missing:
        typer.echo(f"{len(told.missing)} stored files are damaged or gone here, and are not in it.")


def _write(taken: Export, to: Path) -> None:
    half: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.", suffix=".half")
        half = Path(name)
        with os.fdopen(descriptor, "wb") as out:
            for piece in taken.pieces():
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        half.replace(to)
    except OSError as wrong:
        raise DataTrouble(
            f"{to} could not be written ({wrong.strerror or wrong}). Make room there."
        ) from wrong
    except KeyTrouble as wrong:
        raise DataTrouble(str(wrong)) from wrong
    finally:
        taken.close()
        if half is not None:
            half.unlink(missing_ok=True)
