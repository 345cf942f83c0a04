"""What is kept of a sheet while somebody looks at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from havenkeep.importing.domain.columns import Layout
from havenkeep.importing.domain.days import DayOrder
from havenkeep.importing.domain.upload import Upload
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.domain.sheet_columns import LONGEST

Rows = Sequence[tuple[int, Mapping[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a person says of a sheet beside its columns. `order` is how it writes days, when they said so."""

    source: ListSource
    dated_on: date
    each_shift: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a sheet: only columns that have a field, and only rows that are wanted.

    `headings` are those of the columns, for the page; `elsewhere` counts the rows left out, by place; `days`
    is how the columns of days write them.
    """

    file: str
    source: ListSource
    dated_on: date
    each_shift: bool
    headings: Mapping[str, str]
    rows: Rows
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, DayOrder] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        upload: Upload,
        layout: Layout,
        rows: Rows,
        *,
        said: Source,
        days: Mapping[str, DayOrder],
        elsewhere: Mapping[str, int] | None = None,
    ) -> Kept:
        """Return what is kept of a sheet: `rows`, read by `needed_rows`."""
        heading = layout.heading(upload.sheets)
        return cls(
            file=upload.file,
            source=said.source,
            dated_on=said.dated_on,
            each_shift=said.each_shift,
            headings={name: heading.at(at) if heading else "" for name, at in layout.columns.items()},
            rows=rows,
            elsewhere=elsewhere or {},
            days=days,
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "source": self.source.value,
            "dated_on": self.dated_on.isoformat(),
            "each_shift": self.each_shift,
            "headings": dict(self.headings),
            "elsewhere": dict(self.elsewhere),
            "days": {name: asdict(order) for name, order in self.days.items()},
            "rows": [[number, dict(fields)] for number, fields in self.rows],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Kept:
        return cls(
            file=kept["file"],
            source=ListSource(kept["source"]),
            dated_on=date.fromisoformat(kept["dated_on"]),
            each_shift=kept["each_shift"],
            headings=kept["headings"],
            elsewhere=kept["elsewhere"],
            days={name: DayOrder(**order) for name, order in kept["days"].items()},
            rows=[(number, fields) for number, fields in kept["rows"]],
        )


def needed_rows(upload: Upload, layout: Layout) -> list[tuple[int, dict[str, str]]]:
    """Return each row's number and its text by field; what has no field is dropped here."""
    return [
        (number, {name: text[:LONGEST] for name, text in fields.items() if text})
        for number, fields in layout.read(upload.sheets)
    ]
