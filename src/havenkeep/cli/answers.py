"""`havenkeep answers HOME`: the answer book as a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from havenkeep.assessment.queries import standings
from havenkeep.cli.homes import the_home
from havenkeep.printing.pdf import CouldNotPrint
from havenkeep.reports.formats import FORMATS
from havenkeep.reports.queries import answer_book
from havenkeep.standards.queries import edition_in_force
from havenkeep.upkeep.trouble import DataTrouble
from havenkeep.upkeep.writing import write_whole

app = typer.Typer(add_completion=False)


class FileFormat(StrEnum):
    """The names of `reports.formats.FORMATS`; a test keeps the two the same."""

    XLSX = "xlsx"
    PDF = "pdf"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"


@app.command()
def answers(
    home: Annotated[str, typer.Argument(metavar="HOME", help="The home's reference or slug.")],
    file: Annotated[Path, typer.Option("-o", "--output", dir_okay=False, help="Where to write it.")],
    file_format: Annotated[
        FileFormat, typer.Option("--format", help="Which kind of file.")
    ] = FileFormat.XLSX,
) -> None:
    """Write a home's answer book: every answer in the toolkit's order, ready to paste, with its proof."""
    now = timezone.now()
    on = timezone.localdate(now)
    found = the_home(home)
    laid = standings([found], edition_id=edition_in_force(on=on).id, on=on)[found.pk]
    try:
        content = FORMATS[file_format.value].write(answer_book(laid, place=found, made_at=now))
        write_whole(file, content)
    except CouldNotPrint as wrong:
        raise DataTrouble(str(wrong)) from wrong
    except OSError as wrong:
        raise DataTrouble(f"Could not write {file}: {wrong.strerror}. Choose another place.") from wrong
    typer.echo(f"Wrote {file}")
