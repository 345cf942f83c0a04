"""Which column of a sheet holds what: by what was remembered, by its headings, or by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from havenkeep.sheets.headings import NoHeadings, find_headings, folded_heading
from havenkeep.sheets.table import Row, Sheet

WITHIN = 25
HEADING = 40  # characters of a heading that a page shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a sheet of some kind can hold; `headings` are what it goes by, likeliest first."""

    name: str
    label: str
    headings: tuple[str, ...]
    needed: bool = False
    is_day: bool = False


def _whatever_is_needed(_columns: Collection[str]) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """What a room wants of a sheet, and the `name` under which its columns are remembered.

    `enough` says whether these fields will do; `lacking` is the field to choose when they do not, and the
    sentence that asks for it. `nothing_above` and `absent` are how a page says that there are no headings,
    and no such column.
    """

    name: str
    fields: tuple[Field, ...]
    enough: Callable[[Collection[str]], bool] = _whatever_is_needed
    lacking: tuple[str, str] = ("", "")
    nothing_above: str = "None: the rows begin at once"
    absent: str = "Not in this sheet"

    @property
    def has_days(self) -> bool:
        return any(field.is_day for field in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a sheet holds what. Data begins below `heading_row`, 0 for none; columns count from 0."""

    sheet: int
    heading_row: int
    columns: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        return {"sheet": self.sheet, "heading_row": self.heading_row, "columns": dict(self.columns)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Layout:
        return cls(sheet=kept["sheet"], heading_row=kept["heading_row"], columns=dict(kept["columns"]))

    def as_said(self, sheets: Sequence[Sheet]) -> dict[str, Any]:
        """Return the choices to keep with an upload when a person said this layout of it."""
        heading = self.heading(sheets)
        return {"layout": self.as_json(), "fingerprint": fingerprint(heading) if heading is not None else ""}

    def heading(self, sheets: Sequence[Sheet]) -> Row | None:
        """Return the row of headings, where the sheet has one."""
        rows = sheets[self.sheet].rows
        return next((row for row in rows if row.number == self.heading_row), None)

    def told(self, sheets: Sequence[Sheet], *, kind: SheetKind) -> str:
        """Return which column holds what, in words."""
        heading = self.heading(sheets)
        labels = {field.name: field.label for field in kind.fields}
        told = []
        for name, column in self.columns.items():
            headed = short(heading.at(column), HEADING) if heading is not None else ""
            told.append(f"{labels[name]}: {column_letter(column)}" + (f" “{headed}”" if headed else ""))
        return "; ".join(told)

    def read(self, sheets: Sequence[Sheet]) -> list[tuple[int, dict[str, str]]]:
        """Return each data row's number and its text by field. A heading that comes again is left out."""
        rows, heading = sheets[self.sheet].rows, self.heading(sheets)
        return [
            (row.number, {name: row.at(column) for name, column in self.columns.items()})
            for row in rows
            if row.number > self.heading_row and not self._repeats(row, heading)
        ]

    def _repeats(self, row: Row, heading: Row | None) -> bool:
        if heading is None:
            return False
        return all(
            folded_heading(row.at(column)) == folded_heading(heading.at(column))
            for column in self.columns.values()
        )


def aliases(fields: Iterable[Field]) -> dict[str, tuple[str, ...]]:
    """Return what `find_headings` looks for."""
    return {field.name: field.headings for field in fields}


def by_headings(sheets: Sequence[Sheet], *, fields: Sequence[Field]) -> Layout:
    """Return the layout of the sheet whose headings say most; the first wins among equals.

    Raises:
        NoHeadings: no sheet has a row with every field that is needed.
    """
    needed = frozenset(field.name for field in fields if field.needed)
    best: Layout | None = None
    refusal: NoHeadings | None = None
    for index, sheet in enumerate(sheets):
        try:
            found = find_headings(sheet.rows, aliases=aliases(fields), required=needed, within=WITHIN)
        except NoHeadings as none_here:
            refusal = refusal or none_here
            continue
        if best is None or len(found.columns) > len(best.columns):
            best = Layout(sheet=index, heading_row=found.row_number, columns=dict(found.columns))
    if best is not None:
        return best
    raise refusal or NoHeadings("There are no rows to read. Choose the file that holds your list.")


def by_memory(sheets: Sequence[Sheet], *, remembered: Mapping[str, Mapping[str, int]]) -> Layout | None:
    """Return the layout that a person once gave for headings like these, or None."""
    for index, sheet in enumerate(sheets):
        for row in sheet.rows[:WITHIN]:
            known = remembered.get(fingerprint(row))
            if known is not None:
                return Layout(sheet=index, heading_row=row.number, columns=dict(known))
    return None


def fingerprint(row: Row) -> str:
    """Return what tells sheets of the same shape: a digest of the headings, their case and spacing aside."""
    folded = [folded_heading(cell) for cell in row.cells]
    return hashlib.sha256("\x1f".join(folded).encode()).hexdigest()[:32]


def likely_heading_row(sheet: Sheet) -> int:
    """Return the number of the first of the fullest rows near the top, or 0 for a sheet without rows."""
    near = sheet.rows[:WITHIN]
    fullest = max(near, key=lambda row: len(set(row.cells) - {""}), default=None)
    return fullest.number if fullest else 0


def short(text: str, longest: int) -> str:
    """Return a text on one line, cut off with a sign that it was."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def column_letter(column: int) -> str:
    """Return a column's letters as a spreadsheet shows them; columns count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
