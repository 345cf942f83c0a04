"""The key in the set-up link. Whoever has it may make the first account; after that it is gone."""

from __future__ import annotations

import secrets
from pathlib import Path

from havenkeep.upkeep.folder import write_private


def path(data: Path) -> Path:
    return data / "secrets" / "setup-key"


def read(data: Path) -> str:
    """Return the key, or nothing when there is none."""
    file = path(data)
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def read_or_make(data: Path) -> str:
    """Return the key, making one (24 random bytes) where there is none."""
    key = read(data)
    if not key:
        key = secrets.token_urlsafe(24)
        write_private(path(data), key)
    return key


def forget(data: Path) -> None:
    """Take the key away: someone has an account now."""
    path(data).unlink(missing_ok=True)
