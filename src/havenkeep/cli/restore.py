"""`havenkeep restore FILE`: a backup into an empty folder. Its data folder is not made ready first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from havenkeep.cli.ready import data_folder
from havenkeep.design.wording import say_when
from havenkeep.upkeep.passphrase import read_passphrase
from havenkeep.upkeep.prepare import set_up_django
from havenkeep.upkeep.restore import Restored, refuse_occupied
from havenkeep.upkeep.restore import restore as put_back
from havenkeep.upkeep.trouble import Trouble

app = typer.Typer(add_completion=False)


@app.command(
    epilog="Example:  havenkeep --data /srv/havenkeep restore /media/usb/havenkeep.age "
    "--passphrase-file passphrase.txt  ·  Then:  havenkeep --data /srv/havenkeep start"
)
def restore(
    *,
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The backup to put back.")
    ],
    passphrase_file: Annotated[
        Path,
        typer.Option(metavar="FILE", help="A text file whose one line is the passphrase of that backup."),
    ],
    check: Annotated[
        bool, typer.Option("--check", help="Only read it to its end and say whether it is whole.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Put a backup back into an empty data folder, on this computer or another.

    Nothing is overwritten: the folder (and on PostgreSQL the database) must be empty. All is put back beside
    the folder first, compared with what was put in, and only then moved into place. A backup of an older
    Havenkeep is carried forward; one of a newer Havenkeep is refused.
    """
    passphrase = read_passphrase(passphrase_file)
    file = file.expanduser().absolute()
    if check:
        _check(file, passphrase, as_json=as_json)
        return
    data = data_folder(context.parent.params.get("data") if context.parent else None)
    refuse_occupied(data)
    with Console(stderr=True, quiet=as_json).status("Putting everything back, and comparing it …") as status:
        restored = put_back(file=file, passphrase=passphrase, data=data)
        status.update("Making it ready …")
        _make_ready(data)
    _say(restored, as_json=as_json)


def _check(file: Path, passphrase: str, *, as_json: bool) -> None:
    # Loads models, although no data is touched.
    set_up_django(data_folder())
    digest = import_module("havenkeep.upkeep.backup").check(file, passphrase=passphrase)
    told = {"file": str(file), "whole": True, "rows": digest.rows, "files": len(digest.files)}
    if as_json:
        typer.echo(json.dumps(told | {"digest": digest.whole}, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{file} is whole: {digest.rows:,} rows and {len(digest.files):,} files.")


def _make_ready(data: Path) -> None:
    done = subprocess.run(  # noqa: S603  # our own program, with the settings of the folder's new place
        [sys.executable, "-m", "havenkeep.cli.preparing", str(data)],
        env=os.environ | {"HAVENKEEP_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Trouble(f"Everything was put back into {data}, but it is not ready: {done.stderr.strip()}")


def _say(restored: Restored, *, as_json: bool) -> None:
    digest = restored.digest
    if as_json:
        told = {
            "data": str(restored.data),
            "made_at": restored.made_at.isoformat(),
            "version": restored.version,
            "rows": digest.rows,
            "files": len(digest.files),
            "digest": digest.whole,
            "broken_histories": list(restored.broken),
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(
        f"Put back {digest.rows:,} rows and {len(digest.files):,} files into {restored.data}, as they were "
        f"on {say_when(restored.made_at)}. They are the same as those that were backed up.\n"
        f"Start it: havenkeep --data {restored.data} start"
    )
    if restored.broken:
        typer.echo(
            f"{len(restored.broken)} histories did not hold already when the backup was made; the first is "
            f"{restored.broken[0]}. See: havenkeep --data {restored.data} doctor"
        )
