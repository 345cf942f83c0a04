"""Whether there is room for what a file unpacks to, asked before anything is unpacked."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from havenkeep.upkeep.moving.parcel import Parcel
from havenkeep.upkeep.trouble import DataTrouble

TO_SPARE = 100_000_000  # bytes


def refuse_too_large(parcel: Parcel) -> None:
    """Check that all of it fits, twice over for the database's own journal.

    Raises:
        DataTrouble: it does not.
    """
    free = shutil.disk_usage(Path(settings.DATA)).free
    if 2 * parcel.unpacked + TO_SPARE > free:
        raise DataTrouble(
            f"{parcel.file} unpacks to {parcel.unpacked / 1e6:,.0f} MB, and only {free / 1e6:,.0f} MB are "
            "free. Make room, and try again."
        )
