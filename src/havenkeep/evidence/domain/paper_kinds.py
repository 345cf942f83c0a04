"""Kinds of paper and how long each is good: a table in `paper_kinds.yaml`, read once."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

import yaml

Certainty = Literal["confirmed", "inferred", "ours"]
OTHER: Final = "other"
_FILE: Final = Path(__file__).resolve().parent.parent / "paper_kinds.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """`months` is how long it is good from the date on the paper; None when it does not end by itself."""

    id: str
    title: str
    months: int | None
    certainty: Certainty
    because: str

    def good_until(self, dated_on: date) -> date | None:
        """Return the last day it is good, or None when it does not end by itself."""
        return add_months(dated_on, self.months) if self.months is not None else None


@cache
def paper_kinds() -> Mapping[str, PaperKind]:
    """Return every kind by its id, in the order of the file.

    Raises:
        ValueError: a row of the file has other keys, or a certainty that is none.
    """
    kinds = {}
    for row in yaml.safe_load(_FILE.read_text("utf-8")):
        if set(row) != set(PaperKind.__slots__) or row["certainty"] not in get_args(Certainty):
            raise ValueError(f"paper_kinds.yaml: {row.get('id')} is not a kind of paper")
        kinds[row["id"]] = PaperKind(**row)
    return kinds


def kind_titled(kind_id: str) -> str:
    """Return the title of a kind; of one that is not in the table any more, its id."""
    kind = paper_kinds().get(kind_id)
    return kind.title if kind else kind_id


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
