"""`havenkeep recovery-sheet`: what one needs to restore elsewhere, to print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from havenkeep.printing.pdf import CouldNotPrint
from havenkeep.upkeep.recovery_sheet import fingerprint, write_sheet
from havenkeep.upkeep.trouble import DataTrouble
from havenkeep.upkeep.writing import write_whole

app = typer.Typer(add_completion=False)


@app.command(epilog="Example:  havenkeep recovery-sheet -o recovery.pdf")
def recovery_sheet(
    file: Annotated[Path, typer.Option("-o", "--output", dir_okay=False, help="Where to write the PDF.")],
) -> None:
    """Write a sheet to print: how to put everything back on another computer, and whom to call.

    It holds no secret. Write on it by hand where the passphrase is kept, and keep it away from the computer.
    """
    data = Path(settings.DATA)
    try:
        write_whole(
            file, write_sheet(data=data, backups=settings.ENVIRONMENT.backup_folder, at=timezone.now())
        )
    except CouldNotPrint as wrong:
        raise DataTrouble(str(wrong)) from wrong
    except OSError as wrong:
        raise DataTrouble(f"Could not write {file}: {wrong.strerror}. Choose another place.") from wrong
    typer.echo(f"Wrote {file}. Fingerprint of the secrets: {fingerprint(data)}")
