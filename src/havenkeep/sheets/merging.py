"""Cells merged downwards: each row they cover says their text."""

from __future__ import annotations

from typing import Final

MOST_MERGES: Final = 100_000


class MergedDown:
    """The merges of one sheet, taken row by row from the top. Rows count from 1, columns from 0."""

    def __init__(self) -> None:
        self._starting: dict[int, list[tuple[int, int]]] = {}
        self._open: dict[int, tuple[int, str]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, *, column: int, first_row: int, last_row: int) -> None:
        """Notes a merge. One that stays in its row has nothing to say to others and is passed over."""
        if last_row > first_row:
            self._starting.setdefault(first_row, []).append((column, last_row))
            self._count += 1

    def fill(self, *, row: int, values: dict[int, str]) -> None:
        """Puts the texts of merges above into a row's values, and notes the merges that start here."""
        for column, (last_row, text) in list(self._open.items()):
            if row <= last_row:
                values[column] = text
            if row >= last_row:
                del self._open[column]
        for column, last_row in self._starting.get(row, ()):
            if column in values:
                self._open[column] = (last_row, values[column])

    def rows_left_out(self, *, after: int, before: int) -> range:
        """Rows a writer may leave out because all they show is the lower part of a merged cell."""
        last = max((last_row for last_row, _ in self._open.values()), default=0)
        return range(after + 1, min(before, last + 1))
