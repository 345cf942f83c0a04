"""One sheet of an upload, laid before a person who says where it holds what."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.importing.domain.columns import (
    HEADING,
    WITHIN,
    Layout,
    column_letter,
    likely_heading_row,
    short,
)
from havenkeep.importing.domain.upload import Upload
from havenkeep.sheets.table import Row

SHOWN = 140  # characters of a row or an answer that a page shows
_SAMPLE_ROWS = 6
_SAMPLE_COLUMNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """`layout` is how this sheet is understood so far, and `order` how a person said that it writes days."""

    upload: Upload
    sheet: int
    layout: Layout | None
    order: str = ""

    @classmethod
    def of(cls, upload: Upload, *, layout: Layout | None, asked: str = "", order: str = "") -> Offer:
        """Lay out the sheet of the number `asked`; else the one that was understood, else the longest."""
        number = int(asked) if asked.isdecimal() and len(asked) < 4 else -1
        if not (0 <= number < len(upload.sheets) and upload.sheets[number].rows):
            longest = max(range(len(upload.sheets)), key=lambda one: len(upload.sheets[one].rows))
            number = layout.sheet if layout is not None else longest
        known = layout if layout is not None and layout.sheet == number else None
        return cls(upload=upload, sheet=number, layout=known, order=order)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.upload.sheets[self.sheet].rows

    @property
    def heading_row(self) -> int:
        """The row that holds the headings, or likely does; 0 when none does."""
        if self.layout is not None:
            return self.layout.heading_row
        return likely_heading_row(self.upload.sheets[self.sheet])

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The rows that may hold the headings, each with its number and first cells."""
        return [
            (row.number, short(f"Row {row.number}: {', '.join(cell for cell in row.cells if cell)}", SHOWN))
            for row in self.rows[:WITHIN]
        ]

    @property
    def columns(self) -> list[tuple[int, str]]:
        """The columns with what they are headed, or else their first text."""
        heading = [row for row in self.rows if row.number == self.heading_row]
        first: dict[int, str] = {}
        for row in [*heading, *self.rows]:
            for column, text in enumerate(row.cells):
                if text:
                    first.setdefault(column, text)
        return [
            (column, f"{column_letter(column)}: {short(text, HEADING)}")
            for column, text in sorted(first.items())
        ]

    @property
    def others(self) -> tuple[tuple[int, str], ...]:
        """The other sheets that hold something, with their names."""
        return tuple(
            (number, sheet.name)
            for number, sheet in enumerate(self.upload.sheets)
            if sheet.rows and number != self.sheet
        )

    @property
    def name(self) -> str:
        """The name of this sheet."""
        return self.upload.sheets[self.sheet].name

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the columns that the sample shows."""
        return tuple(column_letter(column) for column in range(self._width))

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """The top of the sheet: for each row its number and cells."""
        return tuple(
            (str(row.number), *(short(row.at(column), HEADING) for column in range(self._width)))
            for row in self.rows[:_SAMPLE_ROWS]
        )

    @property
    def _width(self) -> int:
        longest = max((len(row.cells) for row in self.rows[:_SAMPLE_ROWS]), default=0)
        return min(_SAMPLE_COLUMNS, longest)
