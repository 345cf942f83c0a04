"""What an import did, or would do: four counts, what only a person can decide, and what was wrong."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A row that a person has to decide. `row` is the number that the spreadsheet shows."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that could not be used, and what to do about it."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The counts are of things, not of rows. What was asked or wrong was not saved."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0
    asked: tuple[Asked, ...] = ()
    errors: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values under stable keys: the four counts, `asked` and `errors`."""
        return {
            "added": self.added,
            "changed": self.changed,
            "ended": self.ended,
            "unchanged": self.unchanged,
            "asked": [asdict(one) for one in self.asked],
            "errors": [asdict(one) for one in self.errors],
        }
