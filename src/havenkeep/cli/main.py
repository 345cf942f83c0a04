"""The `havenkeep` command."""

from __future__ import annotations

import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from havenkeep.cli.commands import CommandTable, add_rows

app = typer.Typer(
    name="havenkeep",
    cls=CommandTable,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog="Every command ends with 0 when all is well, 1 when something is wrong, 2 when it was asked for "
    "something it cannot do, and 3 when the data or a file is not as it should be.",
)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Havenkeep {version('havenkeep')}")
        raise typer.Exit


@app.callback()
def havenkeep(
    data: Annotated[  # noqa: ARG001  # read from the context before the command loads
        Path | None,
        typer.Option(
            metavar="FOLDER",
            file_okay=False,
            help="Where the data lies. Otherwise HAVENKEEP_DATA, otherwise ./instance.",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001  # answered while the options are read
        bool,
        typer.Option("--version", is_eager=True, callback=_say_version, help="Say which version this is."),
    ] = False,
) -> None:
    """Take a care home to Standards Met on the Data Security and Protection Toolkit, and keep it there.

    New here? Run [bold]havenkeep start[/bold] and open the address that it prints.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot draw a character gets a question mark, not a traceback.
            stream.reconfigure(errors="replace")


add_rows(app)
