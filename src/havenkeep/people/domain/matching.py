"""Who of a sheet is who on the list. People of one name are never made one by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.said import fingerprint_of
from havenkeep.people.domain.sheet_rows import StaffRow

ALIKE = 85
MOST_COMPARED = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPost:
    """A post that somebody on the list holds or held in this service."""

    pk: int
    engagement: Engagement
    role: JobRole
    job_title: str
    agency: str
    started_on: date | None
    ended_on: date | None

    def over(self, *, on: date) -> bool:
        return self.ended_on is not None and self.ended_on < on


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody on the provider's list. `posts` are those in this service, the newest first."""

    pk: int
    ref: str
    name: str
    name_key: str
    payroll: str
    email: str
    posts: tuple[KnownPost, ...] = ()

    @property
    def post(self) -> KnownPost | None:
        return self.posts[0] if self.posts else None

    def here(self, *, on: date) -> bool:
        """Whether they work in this service, or are about to."""
        return self.post is not None and not self.post.over(on=on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """`person` is who the row is about; without one it is somebody new, or, with `why`, a question.

    `maybe` are those it may be about.
    """

    row: StaffRow
    person: KnownPerson | None = None
    maybe: tuple[KnownPerson, ...] = ()
    why: str = ""


def match_rows(
    rows: Sequence[StaffRow],
    known: Sequence[KnownPerson],
    *,
    settled: Mapping[str, int],
    on: date,
    refused: Collection[str] = frozenset(),
) -> list[Match]:
    """Match by payroll number, then by what a person settled before, then by a name that is the only one.

    `settled` is the person by the row's fingerprint. A name alone matches only somebody who works here now
    (or, for somebody gone, left on that day), when the name is unique on both sides and nothing contradicts.
    """
    book = _Book(known)
    names: dict[str, int] = defaultdict(int)
    for row in rows:
        names[row.name_key] += 1
    only = {name for name, times in names.items() if times == 1} - set(refused)
    matches = [_match(row, book, unique=row.name_key in only, settled=settled, on=on) for row in rows]
    return _spelled_alike(_nobody_twice(matches), known, on=on)


class _Book:
    """The list, by what it is looked up with."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self.by_pk: dict[int, KnownPerson] = {}
        self.by_number: dict[str, KnownPerson] = {}
        self.by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in known:
            self.by_pk[person.pk] = person
            if person.payroll:
                self.by_number[person.payroll.casefold()] = person
            if person.name_key:
                self.by_name[person.name_key].append(person)


def _match(
    row: StaffRow,
    book: _Book,
    *,
    unique: bool,
    settled: Mapping[str, int],
    on: date,
) -> Match:
    remembered = book.by_pk.get(settled.get(fingerprint_of(row), 0))
    numbered = book.by_number.get(row.payroll.casefold()) if row.payroll else None
    if numbered is not None:
        if numbered == remembered or _share_a_word(row.name_key, numbered.name_key):
            return Match(row=row, person=numbered)
        why = f"Payroll number {row.payroll} is {numbered.name}’s on your list."
        return Match(row=row, maybe=(numbered,), why=why)
    if remembered is not None:
        return Match(row=row, person=remembered)
    return _by_name(row, book.by_name.get(row.name_key, []), unique=unique, on=on)


def _by_name(row: StaffRow, called: Sequence[KnownPerson], *, unique: bool, on: date) -> Match:
    if not unique:
        apart = f", this one with a payroll number new to your list, {row.payroll}" if row.payroll else ""
        why = f"Several rows have this name{apart}."
    elif not called:
        return Match(row=row)
    elif len(called) > 1:
        why = f"{len(called)} people on your list have this name."
    else:
        why = _against(row, called[0], on=on)
    return Match(row=row, maybe=tuple(called), why=why) if why else Match(row=row, person=called[0])


def _against(row: StaffRow, person: KnownPerson, *, on: date) -> str:
    """Return what speaks against a row being the one person of its name; empty when nothing does."""
    if row.payroll and person.payroll:
        return f"Your list has payroll number {person.payroll} for this name, the sheet has {row.payroll}."
    if row.email and person.email and row.email != person.email:
        return "Your list has another e-mail address for this name."
    if person.post is None:
        return "Somebody of this name works in another of your services."
    if person.here(on=on) or (row.ended_on is not None and row.ended_on == person.post.ended_on):
        return ""
    return "Somebody of this name worked here before."


def _share_a_word(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()))


def _nobody_twice(matches: Sequence[Match]) -> list[Match]:
    """Ask about rows that two ways of matching led to one person."""
    taken: dict[int, int] = defaultdict(int)
    for match in matches:
        if match.person is not None:
            taken[match.person.pk] += 1
    why = "Several rows seem to be this person."
    return [
        Match(row=match.row, maybe=(match.person,), why=why)
        if match.person is not None and taken[match.person.pk] > 1
        else match
        for match in matches
    ]


def _spelled_alike(matches: Sequence[Match], known: Sequence[KnownPerson], *, on: date) -> list[Match]:
    """Ask about new names that are spelled like somebody who works here and stands in no row."""
    found = {person.pk for match in matches for person in (match.person, *match.maybe) if person is not None}
    free = [person for person in known if person.pk not in found and person.here(on=on)]
    new = sum(match.person is None and not match.why for match in matches)
    if not free or not new or new * len(free) > MOST_COMPARED:
        return list(matches)
    return [_asked(match, free) for match in matches]


def _asked(match: Match, free: Sequence[KnownPerson]) -> Match:
    if match.person is not None or match.why:
        return match
    row = match.row
    alike = tuple(
        person
        for person in free
        if not (row.payroll and person.payroll)
        and fuzz.token_sort_ratio(row.name_key, person.name_key, score_cutoff=ALIKE)
    )
    if not alike:
        return match
    return Match(row=row, maybe=alike[:5], why=f"{alike[0].name} on your list is spelled almost like this.")
