"""Where the real national list lies, when it does: it is not shipped."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def national_file() -> Path | None:
    """The file named in HAVENKEEP_NATIONAL_FILE, or one in ../shared/data beside the checkout."""
    named = os.environ.get("HAVENKEEP_NATIONAL_FILE", "")
    beside = sorted((ROOT / ".." / "shared" / "data").glob("DSPT search results *.csv"))
    file = Path(named) if named else next(iter(beside), None)
    return file if file is not None and file.is_file() else None
