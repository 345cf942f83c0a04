"""`havenkeep backup FILE`: everything into one encrypted file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from rich.console import Console

from havenkeep.background.actions import note_backup
from havenkeep.upkeep.backup import Made, make_backup
from havenkeep.upkeep.passphrase import read_passphrase

app = typer.Typer(add_completion=False)


@app.command(
    epilog="Example:  havenkeep backup /media/usb/havenkeep.age --passphrase-file ~/passphrase.txt  ·  "
    "Put it back:  havenkeep --data NEW-FOLDER restore FILE --passphrase-file FILE"
)
def backup(
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, best on another disk.")],
    passphrase_file: Annotated[
        Path,
        typer.Option(
            metavar="FILE", help="A text file whose one line is the passphrase: 12 letters or more."
        ),
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace FILE when it is there already.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Write everything into one encrypted file: all rows, stored proof and secrets.

    Havenkeep may go on running: the file holds what was true at one moment. It is read back before it gets
    its name. Without the passphrase nobody can open it, you neither: keep that somewhere else, and print the
    recovery sheet (havenkeep recovery-sheet).
    """
    passphrase = read_passphrase(passphrase_file)
    to = file.expanduser().absolute()
    data = Path(settings.DATA)
    with progress(quiet=as_json) as tell:
        made = make_backup(
            to=to,
            data=data,
            passphrase=passphrase,
            at=timezone.now(),
            tell=tell,
            force=force,
        )
    note_backup(made_at=made.made_at, name=to.name, size=made.size, digest=made.digest.whole)
    if as_json:
        typer.echo(json.dumps(_told(made), ensure_ascii=False, indent=2))
        return
    typer.echo(
        f"Wrote {made.file}: {made.digest.rows:,} rows and {len(made.digest.files):,} files, "
        f"{made.size / 1e6:.1f} MB. It was read back and is whole."
    )
    if data in to.resolve().parents:
        typer.echo("It lies beside the data. Keep a copy on another disk, or one fire takes both.")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show on standard error what is being done."""
    with Console(stderr=True, quiet=quiet).status("Beginning …") as status:
        yield lambda step: status.update(f"{step} …")


def _told(made: Made) -> dict[str, object]:
    return {
        "file": str(made.file),
        "made_at": made.made_at.isoformat(),
        "bytes": made.size,
        "rows": made.digest.rows,
        "files": len(made.digest.files),
        "digest": made.digest.whole,
    }
