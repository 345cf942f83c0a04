"""Bringing a list in: which column is what, what it would do by person, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from havenkeep.importing.domain.choices import HEADING, short
from havenkeep.importing.domain.columns import column_letter
from havenkeep.importing.domain.report import Problem
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home
from havenkeep.people.domain.bringing import Added, Bringing, Changed
from havenkeep.people.domain.engagement import ENGAGEMENTS, JOB_ROLE_TITLES
from havenkeep.people.domain.list_check import SOURCE_WORDS, DifferenceKind
from havenkeep.people.domain.sheet_columns import FIELDS
from havenkeep.people.domain.sheet_rows import StaffRow
from havenkeep.people.imports import Kept

SHOWN = 100
_SAMPLE_ROWS, _SAMPLE_COLUMNS = 5, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    ref: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    """How a sheet is to be read; `sample` is its top. It is in the page only, and kept nowhere."""

    ref: str
    file: str
    why: str
    letters: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, home: Home, upload: Upload, *, sheet: int, why: str) -> ColumnsPage:
        top = upload.sheets[sheet].rows[:_SAMPLE_ROWS]
        width = min(_SAMPLE_COLUMNS, max(len(row.cells) for row in top))
        return cls(
            ref=home.ref,
            file=upload.file,
            why=why,
            letters=tuple(column_letter(column) for column in range(width)),
            sample=tuple(
                (str(row.number), *(short(row.at(column), HEADING) for column in range(width))) for row in top
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person in words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """What a sheet would do, by person. Nothing is saved yet. At most `SHOWN` of each kind are told."""

    ref: str
    name: str
    kept: Kept
    bringing: Bringing
    counts_as_match: bool

    @classmethod
    def of(cls, home: Home, *, kept: Kept, bringing: Bringing, counts: bool) -> PreviewPage:
        return cls(ref=home.ref, name=home.name, kept=kept, bringing=bringing, counts_as_match=counts)

    @property
    def source(self) -> str:
        return SOURCE_WORDS[self.kept.source]

    @property
    def columns(self) -> str:
        labels = {field.name: field.label for field in FIELDS}
        return "; ".join(
            labels[name] + (f" from “{short(heading, HEADING)}”" if heading else "")
            for name, heading in self.kept.headings.items()
        )

    @property
    def elsewhere(self) -> str:
        return ", ".join(f"{place} ({number})" for place, number in self.kept.elsewhere.items())

    @property
    def unknown(self) -> str:
        return ", ".join(
            f"“{short(word, HEADING)}” ({number})" for word, number in self.bringing.unknown.items()
        )

    @property
    def added(self) -> tuple[Line, ...]:
        return tuple(_added(one) for one in self.bringing.added[:SHOWN])

    @property
    def changed(self) -> tuple[Line, ...]:
        return tuple(_changed(one) for one in self.bringing.changed[:SHOWN])

    @property
    def ended(self) -> tuple[Line, ...]:
        return tuple(
            Line(name=one.person.name, words=f"last day {_day(one.ended_on)}")
            for one in self.bringing.ended[:SHOWN]
        )

    @property
    def missing(self) -> tuple[str, ...]:
        return self._of(DifferenceKind.MISSING)

    @property
    def unclear(self) -> tuple[str, ...]:
        others = [kind for kind in DifferenceKind if kind is not DifferenceKind.MISSING]
        return self._of(*others)

    def _of(self, *kinds: DifferenceKind) -> tuple[str, ...]:
        return tuple(one.sentence for one in self.bringing.differences if one.kind in kinds)[:SHOWN]

    @property
    def number_missing(self) -> int:
        return sum(one.kind is DifferenceKind.MISSING for one in self.bringing.differences)

    @property
    def number_unclear(self) -> int:
        return len(self.bringing.differences) - self.number_missing

    @property
    def errors(self) -> tuple[Problem, ...]:
        return self.bringing.errors[:SHOWN]

    @property
    def any(self) -> bool:
        """Whether there is something to bring in: a match that finds no difference is worth noting too."""
        return bool(self.bringing.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    ref: str
    name: str
    result: Mapping[str, Any]
    errors: tuple[Problem, ...]

    @classmethod
    def of(cls, home: Home, preview: Preview) -> ResultPage:
        errors = tuple(Problem(**one) for one in preview.result["errors"][:SHOWN])
        return cls(ref=home.ref, name=home.name, result=preview.result, errors=errors)


def words_of_row(row: StaffRow) -> str:
    """Return what a row says of somebody's work, in words."""
    parts = [row.job_title or JOB_ROLE_TITLES[row.role], ENGAGEMENTS[row.as_engagement].title]
    if row.payroll:
        parts.append(f"number {row.payroll}")
    if row.started_on:
        parts.append(f"since {_day(row.started_on)}")
    if row.ended_on:
        parts.append(f"until {_day(row.ended_on)}")
    return ", ".join(parts)


def _added(one: Added) -> Line:
    known = " (known from another service)" if one.person is not None and not one.person.posts else ""
    return Line(name=one.row.name, words=words_of_row(one.row) + known)


def _changed(one: Changed) -> Line:
    told = [
        f"{change.words}: {_plain(change.field, change.now)}"
        + (f" instead of {_plain(change.field, change.was)}" if change.was else "")
        for change in one.changes
    ]
    return Line(name=one.person.name, words="; ".join(told))


def _plain(field: str, value: str) -> str:
    return (
        next((row.title for key, row in ENGAGEMENTS.items() if key == value), value)
        if field == "engagement"
        else value
    )


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else "not known"
