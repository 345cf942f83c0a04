"""Answer sheets as people make them, in every format that is read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from havenkeep.sheets.writing import SheetOut, write_xlsx
from havenkeep.standards.domain.edition import AnswerKind, Item
from havenkeep.standards.queries import edition_in_force
from tests.world import TODAY

HEADINGS = ("Reference", "Answer", "Comment")


def mandatory(kind: AnswerKind, *, aside: bool | None = None) -> list[Item]:
    """Return the mandatory items of a kind; `aside` says whether they may be not applicable."""
    return [
        item
        for item in edition_in_force(on=TODAY).in_toolkit_order
        if item.mandatory
        and item.kind is kind
        and not item.aliases
        and aside in {None, item.not_applicable is not None}
    ]


def csv_file(
    folder: Path,
    rows: Sequence[Sequence[str]],
    *,
    headings: Sequence[str] = HEADINGS,
    name: str = "answers.csv",
    encoding: str = "utf-8",
    between: str = ",",
) -> Path:
    """Write a CSV file, each cell in quotes."""
    lines = [between.join(f'"{cell}"' for cell in row) for row in [headings, *rows]]
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def xlsx(rows: Sequence[Sequence[str]], *, headings: Sequence[str] = HEADINGS) -> bytes:
    return write_xlsx([SheetOut(name="Answers", headings=headings, rows=rows)])


def merged_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """Write a workbook with a title, headings merged over two rows, and a hidden sheet of nonsense."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Our toolkit answers"
    sheet.merge_cells("A1:C1")
    sheet["A3"], sheet["B3"] = "Reference", "What we said"
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    sheet["B4"], sheet["C4"] = "Answer", "Comment"
    for number, row in enumerate(rows, start=5):
        for column, cell in enumerate(row, start=1):
            sheet.cell(number, column, cell)
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    hidden.append(["Reference", "Answer", "Comment"])
    hidden.append(["99.9.9", "Yes", "hidden"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
