"""What a person chooses from when nobody knows which row holds the headings, or which column holds what."""

from __future__ import annotations

from collections.abc import Sequence

from havenkeep.importing.domain.columns import column_letter
from havenkeep.sheets.table import Row

SHOWN = 140  # characters of a row or an answer that a page shows
HEADING = 40


def short(text: str, longest: int) -> str:
    """Return a text on one line, cut off with a sign that it was."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def heading_choices(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Return the rows that may hold the headings, each with its number and first cells."""
    return [
        (row.number, short(f"Row {row.number}: {', '.join(cell for cell in row.cells if cell)}", SHOWN))
        for row in rows
    ]


def column_choices(rows: Sequence[Row], *, heading: Row | None) -> list[tuple[int, str]]:
    """Return the columns with what they are headed, or else their first text."""
    found = []
    for column in range(max((len(row.cells) for row in rows), default=0)):
        texts = [row.at(column) for row in ([heading] if heading is not None else []) + list(rows)]
        first = next((text for text in texts if text), "")
        if first:
            found.append((column, f"{column_letter(column)}: {short(first, HEADING)}"))
    return found
