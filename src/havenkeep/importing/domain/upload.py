"""The rows of a file that was read, as they are kept between preview and application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from havenkeep.sheets.table import Row, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The visible sheets of a file, which is itself not kept; `hidden` counts the sheets passed over."""

    file: str
    sheets: tuple[Sheet, ...]
    hidden: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "hidden": self.hidden,
            "sheets": [
                {"name": sheet.name, "rows": [[row.number, list(row.cells)] for row in sheet.rows]}
                for sheet in self.sheets
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Upload:
        return cls(
            file=kept["file"],
            hidden=kept["hidden"],
            sheets=tuple(
                Sheet(
                    sheet["name"],
                    True,
                    tuple(Row(number, tuple(cells)) for number, cells in sheet["rows"]),
                )
                for sheet in kept["sheets"]
            ),
        )
