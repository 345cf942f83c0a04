"""Laying a list of a whole group beside its services' lists, one after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from havenkeep.importing.domain.days import DayOrder
from havenkeep.importing.domain.report import Problem
from havenkeep.people.domain.bringing import Bringing, Changed, lay_beside
from havenkeep.people.domain.group_places import Rows
from havenkeep.people.domain.matching import KnownPerson, KnownPost
from havenkeep.people.domain.sheet_rows import ReadRows, StaffRow, read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What is on the lists of some services of one provider.

    `people` is everyone of the provider, without posts; `posts` are by service and person, the newest first;
    `settled` is by service who a person once said a row is.
    """

    people: Sequence[KnownPerson]
    posts: Mapping[int, Mapping[int, tuple[KnownPost, ...]]]
    settled: Mapping[int, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a list does to one service. An added person with a `pk` below 0 is new by an earlier part.

    The first new person of all parts is -1, the second -2, and so on.
    """

    service: int
    bringing: Bringing


def read_group(
    rows: Mapping[int, Rows], *, on: date, each_shift: bool, days: Mapping[str, DayOrder]
) -> dict[int, ReadRows]:
    """Read the rows of each service. One payroll number is one person, whatever the service.

    Rows of a number that stands under two names are refused in all services, and of two e-mail addresses of
    one number the first is taken.
    """
    reads = {
        service: read_rows(theirs, on=on, each_shift=each_shift, days=days)
        for service, theirs in rows.items()
    }
    numbered: dict[str, list[StaffRow]] = defaultdict(list)
    for read in reads.values():
        for row in read.rows:
            if row.payroll:
                numbered[row.payroll.casefold()].append(row)
    clashes = {
        number: sentence for number, theirs in numbered.items() if (sentence := _two_names(number, theirs))
    }
    emails = {
        number: next((row.email for row in theirs if row.email), "") for number, theirs in numbered.items()
    }
    return {service: _agreed(read, clashes=clashes, emails=emails) for service, read in reads.items()}


def lay_group(reads: Mapping[int, ReadRows], lists: Lists, *, on: date) -> list[Part]:
    """Return what a list does to each service it names, in the order of `reads`.

    The services are laid one after another, as if each brought its own list in: so somebody new in two of
    them is one person only by payroll number, and a mere name is asked about in the second.
    """
    people = {person.pk: person for person in lists.people}
    new = 0
    parts: list[Part] = []
    for service, read in reads.items():
        settled = lists.settled.get(service, {})
        known = _concerned(read, people.values(), posts=lists.posts.get(service, {}), settled=settled)
        bringing = lay_beside(read, known, settled=settled, on=on)
        parts.append(Part(service=service, bringing=bringing))
        for row in [one.row for one in bringing.added if one.person is None]:
            new += 1
            people[-new] = _newcomer(-new, row)
        for changed in [*bringing.changed, *bringing.ended]:
            people[changed.person.pk] = _changed(people[changed.person.pk], changed)
    return parts


def _concerned(
    read: ReadRows,
    people: Iterable[KnownPerson],
    *,
    posts: Mapping[int, tuple[KnownPost, ...]],
    settled: Mapping[str, int],
) -> list[KnownPerson]:
    """Return those who have a post in the service, and those whom a row may be: by number, name or word."""
    names = {row.name_key for row in read.rows}
    numbers = {row.payroll.casefold() for row in read.rows if row.payroll}
    said = set(settled.values())
    return [
        replace(person, posts=posts[person.pk]) if person.pk in posts else person
        for person in people
        if person.pk in posts
        or person.name_key in names
        or person.payroll.casefold() in numbers
        or person.pk in said
    ]


def _two_names(number: str, rows: Sequence[StaffRow]) -> str:
    if len({row.name_key for row in rows}) < 2:
        return ""
    named = {row.name_key: row for row in rows}
    said = " and ".join(f"{row.name} (row {row.row})" for row in list(named.values())[:4])
    return f"Payroll number {rows[0].payroll or number} belongs to {said}. Correct the sheet."


def _agreed(read: ReadRows, *, clashes: Mapping[str, str], emails: Mapping[str, str]) -> ReadRows:
    rows: list[StaffRow] = []
    errors = list(read.errors)
    refused = set(read.refused)
    for row in read.rows:
        number = row.payroll.casefold()
        if number in clashes:
            errors.append(Problem(row=row.row, sentence=clashes[number]))
            refused |= {row.name_key, row.payroll}
        else:
            rows.append(replace(row, email=emails[number]) if row.email and number else row)
    errors.sort(key=lambda problem: problem.row)
    return replace(read, rows=tuple(rows), errors=tuple(errors), refused=frozenset(refused))


def _newcomer(pk: int, row: StaffRow) -> KnownPerson:
    return KnownPerson(
        pk=pk, ref="", name=row.name, name_key=row.name_key, payroll=row.payroll, email=row.email
    )


def _changed(person: KnownPerson, one: Changed) -> KnownPerson:
    named = any(change.field == "name" for change in one.changes)
    return replace(
        person,
        name=one.row.name if named else person.name,
        name_key=one.row.name_key if named else person.name_key,
        payroll=one.row.payroll or person.payroll,
        email=one.row.email or person.email,
    )
