"""What an import did, or would do: four counts, what only a person can decide, and what was wrong."""

from __future__ import annotations

from collections.abc import Sequence
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


def summed(reports: Sequence[ImportReport]) -> ImportReport:
    """Return the report of several imports that were one: what is asked and wrong by row."""
    return ImportReport(
        added=sum(one.added for one in reports),
        changed=sum(one.changed for one in reports),
        ended=sum(one.ended for one in reports),
        unchanged=sum(one.unchanged for one in reports),
        asked=tuple(sorted((one for each in reports for one in each.asked), key=lambda one: one.row)),
        errors=tuple(sorted((one for each in reports for one in each.errors), key=lambda one: one.row)),
    )
