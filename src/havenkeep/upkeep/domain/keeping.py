"""Which of the backups that were made by themselves are kept, and which are deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

NEWEST = 7
MONTHS = 12


def to_delete(made: Iterable[datetime]) -> set[datetime]:
    """Return those to delete: all but the newest seven, and the newest of each of the last twelve months."""
    ordered = sorted(made, reverse=True)
    months: dict[tuple[int, int], datetime] = {}
    for at in ordered:
        months.setdefault((at.year, at.month), at)
    return set(ordered) - set(ordered[:NEWEST]) - set(list(months.values())[:MONTHS])
