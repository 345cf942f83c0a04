"""Bringing a list in: which column is what, what it would do by person, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from havenkeep.importing.domain.columns import HEADING, short
from havenkeep.importing.domain.days import month_first_words
from havenkeep.importing.domain.offer import Offer
from havenkeep.importing.domain.report import Problem
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home
from havenkeep.people.domain.bringing import Added, Bringing, Changed
from havenkeep.people.domain.engagement import ENGAGEMENTS, JOB_ROLE_TITLES
from havenkeep.people.domain.list_check import SECOND_SOURCES, SOURCE_WORDS, DifferenceKind
from havenkeep.people.domain.sheet_columns import FIELDS
from havenkeep.people.domain.sheet_rows import StaffRow
from havenkeep.people.imports import Kept

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    """Choosing a list, of one service or of all of a provider's."""

    ref: str
    name: str
    namespace: str
    is_group: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    """How a sheet is to be read. It is in the page only, and kept nowhere."""

    ref: str
    namespace: str
    offer: Offer
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person in words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sheet would do to one service's list, by person; at most `most` of each kind are told."""

    bringing: Bringing
    most: int = SHOWN

    @property
    def unknown(self) -> str:
        return ", ".join(
            f"“{short(word, HEADING)}” ({number})" for word, number in self.bringing.unknown.items()
        )

    @property
    def added(self) -> tuple[Line, ...]:
        return tuple(_added(one) for one in self.bringing.added[: self.most])

    @property
    def changed(self) -> tuple[Line, ...]:
        return tuple(_changed(one) for one in self.bringing.changed[: self.most])

    @property
    def ended(self) -> tuple[Line, ...]:
        return tuple(
            Line(name=one.person.name, words=f"last day {_day(one.ended_on)}")
            for one in self.bringing.ended[: self.most]
        )

    @property
    def missing(self) -> tuple[str, ...]:
        return self._of(DifferenceKind.MISSING)

    @property
    def unclear(self) -> tuple[str, ...]:
        others = [kind for kind in DifferenceKind if kind is not DifferenceKind.MISSING]
        return self._of(*others)

    def _of(self, *kinds: DifferenceKind) -> tuple[str, ...]:
        return tuple(one.sentence for one in self.bringing.differences if one.kind in kinds)[: self.most]

    @property
    def number_missing(self) -> int:
        return sum(one.kind is DifferenceKind.MISSING for one in self.bringing.differences)

    @property
    def number_unclear(self) -> int:
        return len(self.bringing.differences) - self.number_missing

    @property
    def errors(self) -> tuple[Problem, ...]:
        return self.bringing.errors[: self.most]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """What a sheet would do. Nothing is saved yet."""

    ref: str
    name: str
    told: Told
    reading: Reading

    @classmethod
    def of(cls, home: Home, *, kept: Kept, bringing: Bringing) -> PreviewPage:
        return cls(ref=home.ref, name=home.name, told=Told(bringing=bringing), reading=Reading(kept=kept))

    @property
    def any(self) -> bool:
        """Whether there is something to bring in: a match that finds no difference is worth noting too."""
        return bool(self.told.bringing.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a sheet was read, in words."""

    kept: Kept

    @property
    def source(self) -> str:
        return SOURCE_WORDS[self.kept.source]

    @property
    def counts_as_match(self) -> bool:
        return self.kept.source in SECOND_SOURCES

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
    def days(self) -> str:
        return month_first_words(self.kept.days.values())


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
