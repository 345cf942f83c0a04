"""Of which year a sheet of answers is: what it says itself, else what its references and days tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from havenkeep.assessment.domain.sheet_words import same_reference
from havenkeep.standards.domain.edition import Edition, EditionMapping, Item, MappingKind

_PAIR = re.compile(r"(?<![\d./-])(?:20)?(\d\d)\s?[-/_–]\s?(?:20)?(\d\d)(?![\d/-])")
_VERSION = re.compile(r"(?<![a-z])v(?:ersion)?[ ._-]?(\d{1,2})(?!\d)", re.IGNORECASE)
_ID_YEARS = re.compile(r"(\d{4})-\d\d$")
# So many references that only an older list had are no slip of the pen.
_TELLING = 3


@dataclass(frozen=True, kw_only=True)
class Year:
    """The list that a sheet was filled in for, and how it leads to the list in force.

    `old` is None when the list is too old to be held; then only what the mapping names is known.
    """

    id: str
    title: str
    version: str
    opens_on: date
    old: Edition | None
    new: Edition
    mapping: EditionMapping

    @property
    def is_this_year(self) -> bool:
        return self.id == self.new.id

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The list's own reference by every way to write it."""
        refs = {ref: ref for row in self.mapping.rows for ref in row.old}
        if self.old is not None:
            refs |= {alias: item.ref for alias, item in self.old.by_ref.items()}
        return {same_reference(written): ref for written, ref in refs.items()}

    @cached_property
    def targets(self) -> Mapping[str, tuple[Item, ...]]:
        """What each old reference became in the list in force; empty for what is no longer asked."""
        found: dict[str, tuple[Item, ...]] = {}
        for row in self.mapping.rows:
            items = tuple(self.new.by_ref[ref] for ref in row.new if ref in self.new.by_ref)
            for ref in row.old:
                found[ref] = () if row.kind is MappingKind.REMOVED else items
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The year a sheet is taken to be of, and why, as a clause."""

    year: Year
    why: str


def guess_year(
    years: Sequence[Year],
    *,
    column: Iterable[str],
    names: Iterable[str],
    refs: Collection[str],
    days: Collection[date],
    on: date,
) -> Guess:
    """Return the likeliest of the years, which are given oldest first, the one in force last.

    `column` holds the sheet's own column of years, `names` the file's name and the titles above its rows,
    `refs` its references as they are compared, `days` the days beside its answers.
    """
    said = [named for text in column if (named := named_year(text, years)) is not None]
    if said:
        return Guess(year=max(said, key=years.index), why="the sheet has a column that says so")
    titled = next((named for text in names if (named := named_year(text, years)) is not None), None)
    if titled is not None:
        return Guess(year=titled, why="the file or its heading says so")
    default = years[-2] if len(years) > 1 else years[-1]
    by_refs = _by_references(years, refs=refs, default=default)
    if by_refs is not None:
        return Guess(year=by_refs, why="its references are of that list")
    past = [day for day in days if day <= on]
    if past:
        opened = [year for year in years if year.opens_on <= max(past)]
        if opened:
            return Guess(year=opened[-1], why="the latest day in it falls in that year")
    return Guess(year=default, why="nothing in it says otherwise")


def named_year(text: str, years: Sequence[Year]) -> Year | None:
    """Return the year that a text names by its two years or its version, or None.

    Numbering has not changed since 2021-22, as far as is known, so a year between two that are held is read
    as the later one.
    """
    exact = next((year for year in years if text.strip().casefold() == year.id), None)
    if exact is not None:
        return exact
    starts = [
        2000 + int(first)
        for first, second in _PAIR.findall(text)
        if (int(first) + 1) % 100 == int(second) and 15 <= int(first) < 90
    ]
    if starts:
        return _starting(starts[0], years)
    version = _VERSION.search(text)
    if version is None:
        return None
    return next((year for year in years if year.version == version[1]), None)


def starting_year(edition_id: str) -> int:
    """Return the year in which an edition begins, from its id; 0 when the id does not end in two years."""
    found = _ID_YEARS.search(edition_id)
    return int(found[1]) if found else 0


def _starting(start: int, years: Sequence[Year]) -> Year | None:
    if not starting_year(years[0].id) <= start <= starting_year(years[-1].id):
        return None
    return next((year for year in years if starting_year(year.id) >= start), None)


def _by_references(years: Sequence[Year], *, refs: Collection[str], default: Year) -> Year | None:
    wanted = set(refs)
    for index, year in enumerate(years[:-1]):
        later = set().union(*(one.known for one in years[index + 1 :]))
        if len(wanted & (set(year.known) - later)) >= _TELLING:
            return year
    misfits = {year.id: len(wanted - set(year.known)) for year in years}
    best = min(reversed(years), key=lambda year: misfits[year.id])
    return best if misfits[best.id] < misfits[default.id] else None
