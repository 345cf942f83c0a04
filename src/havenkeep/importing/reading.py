"""Reads what someone uploaded, under limits that fit the kind of sheet that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from havenkeep.importing.domain.upload import Upload
from havenkeep.sheets.reading import stream_workbook
from havenkeep.sheets.table import Row, Sheet, SheetLabel, Unreadable, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How much a sheet of this kind can sensibly hold, over all its visible sheets.

    `why` is a clause for the sentence that refuses more, such as “the toolkit asks fewer than 200 questions”.
    """

    rows: int
    characters: int
    why: str


def read_upload(source: Path | bytes, *, name: str, most: Most) -> Upload:
    """Read the visible sheets of a file that is a stranger's.

    Raises:
        Unreadable: with one plain sentence, for what is no spreadsheet, is damaged, or holds too much.
        OSError: the file cannot be opened.
    """
    sheets: list[tuple[str, list[Row]]] = []
    hidden = rows = characters = 0
    reading = False
    for part in stream_workbook(source, name=name):
        if isinstance(part, SheetLabel):
            reading = part.visible
            hidden += not reading
            if reading:
                sheets.append((part.name, []))
        elif reading:
            rows += 1
            characters += sum(map(len, part.cells))
            if rows > most.rows or characters > most.characters:
                raise Unreadable(
                    f"{quoted(name)} holds far more than was asked for: {most.why}. "
                    "Keep only the rows and columns you need, save it and try again."
                )
            sheets[-1][1].append(part)
    kept = tuple(Sheet(title, True, tuple(found)) for title, found in sheets if found)
    if not kept:
        raise Unreadable(_nothing(name, hidden=hidden))
    return Upload(file=quoted(name).strip("“”"), sheets=kept, hidden=hidden)


def _nothing(name: str, *, hidden: int) -> str:
    if hidden:
        return f"{quoted(name)} shows no rows: its sheets are hidden. Unhide the right one and try again."
    return f"{quoted(name)} is empty. Choose the file that holds your list."
