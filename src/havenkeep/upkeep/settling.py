"""A set-up key lies in the data folder for as long as set-up is open, and no longer."""

from __future__ import annotations

from pathlib import Path

from havenkeep.upkeep import setup_key
from havenkeep.web.setup.queries import setup_is_open


def settle_setup_key(data: Path) -> None:
    """Make the key while nobody has a real account, and take it away afterwards. A sample is not real."""
    if setup_is_open():
        setup_key.read_or_make(data)
    else:
        setup_key.forget(data)
