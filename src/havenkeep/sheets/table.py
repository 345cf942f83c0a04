"""What a spreadsheet is to us: sheets of rows of text, the limits it is read under, and its refusal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

MIB: Final = 1024 * 1024

_CONTROL = dict.fromkeys([*range(32), *range(127, 160)])
_NAME_LONGEST = 80


class Unreadable(Exception):
    """A file that cannot be read as a spreadsheet. `str()` says plainly why, and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a spreadsheet we are ready to hold.

    `rows` counts rows that hold something, on one sheet; `cells` counts filled cells in the whole file;
    `cell_chars` is Excel's own limit; `packed_bytes` is the file as it came, `unpacked_bytes` all its parts
    unpacked; `ratio` is how many times its size one part may unpack to, once that is more than 8 MiB.
    """

    rows: int = 250_000
    columns: int = 400
    cells: int = 2_000_000
    cell_chars: int = 32_767
    packed_bytes: int = 64 * MIB
    unpacked_bytes: int = 512 * MIB
    ratio: int = 150

    @classmethod
    def streamed(cls) -> Limits:
        """Limits for files read row by row and never held whole: the national lists."""
        return replace(
            cls(), rows=1_048_576, cells=30_000_000, packed_bytes=256 * MIB, unpacked_bytes=2048 * MIB
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something. `number` counts from 1, as the spreadsheet shows it.

    Cells are text without surrounding space; empty cells at the end are left off, so use `at`.
    """

    number: int
    cells: tuple[str, ...]

    def at(self, column: int) -> str:
        """The text in a column counted from 0; empty beyond the row's end."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class SheetLabel:
    """The name on a sheet's tab. `visible` is False for a sheet that its author hid."""

    name: str
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows that hold nothing are left out; the others keep their numbers."""

    name: str
    visible: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole spreadsheet in memory. `sha256` is the hexadecimal digest of the file's bytes."""

    sheets: tuple[Sheet, ...]
    sha256: str

    @property
    def visible_sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.visible)


class Budget:
    """Counts what one file has given so far, and refuses it once that is more than the limits allow."""

    def __init__(self, *, limits: Limits, name: str) -> None:
        self.limits = limits
        self.name = quoted(name)
        self._rows = 0
        self._cells = 0
        self._unpacked = 0

    def new_sheet(self) -> None:
        self._rows = 0

    def row(self, cells: tuple[str, ...]) -> None:
        """Counts one row. Raises Unreadable past `rows` or `cells`."""
        self._rows += 1
        if self._rows > self.limits.rows:
            raise Unreadable(
                f"{self.name} has more than {self.limits.rows:,} rows on one sheet. "
                "Split it into smaller files and add them one at a time."
            )
        self._cells += len(cells) - cells.count("")
        self.held(self._cells)

    def held(self, cells: int) -> None:
        """Raises Unreadable when so many filled cells are more than `cells` allows."""
        if cells > self.limits.cells:
            raise Unreadable(
                f"{self.name} has more than {self.limits.cells:,} filled cells. "
                "Keep only the columns and rows you need, save it and try again."
            )

    def column(self, index: int) -> None:
        """Raises Unreadable for a filled cell beyond the last column we read; `index` counts from 0."""
        if index >= self.limits.columns:
            raise Unreadable(
                f"{self.name} has something written beyond column {self.limits.columns}. "
                "Keep only the columns you need, save it and try again."
            )

    def unpacked(self, count: int) -> None:
        """Counts bytes truly unpacked, whatever was declared. Raises Unreadable past `unpacked_bytes`."""
        self._unpacked += count
        if self._unpacked > self.limits.unpacked_bytes:
            raise self.bomb()

    def cell_length(self, chars: int, *, row: int) -> None:
        if chars > self.limits.cell_chars:
            raise Unreadable(
                f"{self.name} has a cell in row {row:,} of more than {self.limits.cell_chars:,} characters. "
                "Shorten it, save the file and try again."
            )

    def text_length(self, chars: int) -> None:
        """As `cell_length`, for a text whose row is not known yet."""
        if chars > self.limits.cell_chars:
            raise Unreadable(
                f"{self.name} has a cell of more than {self.limits.cell_chars:,} characters. "
                "Shorten it, save the file and try again."
            )

    def bomb(self) -> Unreadable:
        return Unreadable(
            f"{self.name} unpacks to far more than a spreadsheet should, so it was not opened. "
            "Copy the rows you need into a new spreadsheet and try again."
        )

    def damaged(self) -> Unreadable:
        return Unreadable(
            f"{self.name} is cut off or damaged. Download it or save it again, then try once more."
        )


def quoted(name: str) -> str:
    """A file's name as a sentence may show it: its last part, without control characters, not too long."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2].translate(_CONTROL).strip()
    if len(last) > _NAME_LONGEST:
        last = last[: _NAME_LONGEST - 1] + "…"
    return f"“{last}”" if last else "The file"
