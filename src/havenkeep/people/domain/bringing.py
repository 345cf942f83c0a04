"""Laying a rota or HR sheet beside the staff list: who comes, who changes, who ends, who a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from havenkeep.importing.domain.report import Asked, ImportReport, Problem
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.domain.list_check import DifferenceKind
from havenkeep.people.domain.matching import KnownPerson, KnownPost, Match, match_rows
from havenkeep.people.domain.sheet_rows import ReadRows, StaffRow

# Who left before this is of no use: the toolkit asks about the last twelve months.
LONG_AGO = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Somebody who begins on this list: a new person, or one of the provider who is not here yet."""

    row: StaffRow
    person: KnownPerson | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is written anew about somebody; `was` and `now` are in words."""

    field: str
    words: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Somebody on the list of whom the sheet knows more. `ended_on` is set when it says that they left."""

    row: StaffRow
    person: KnownPerson
    post: KnownPost
    changes: tuple[Change, ...]
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A question to a person. `person` is on the list, `row` in the sheet; at least one of them is there."""

    kind: DifferenceKind
    sentence: str
    row: StaffRow | None = None
    person: KnownPerson | None = None
    post: KnownPost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """What a sheet does to the staff list of one service. `long_gone` counts leavers of over a year ago."""

    added: tuple[Added, ...]
    changed: tuple[Changed, ...]
    ended: tuple[Changed, ...]
    same: int
    long_gone: int
    differences: tuple[Difference, ...]
    errors: tuple[Problem, ...]
    rows: int
    unknown: Mapping[str, int]

    @property
    def report(self) -> ImportReport:
        return ImportReport(
            added=len(self.added),
            changed=len(self.changed),
            ended=len(self.ended),
            unchanged=self.same,
            asked=tuple(
                Asked(row=one.row.row if one.row else 0, sentence=one.sentence) for one in self.differences
            ),
            errors=self.errors,
        )

    @property
    def summary(self) -> dict[str, Any]:
        """What came of it, as plain JSON values without a name, for the page that says so."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "ended": len(self.ended),
            "same": self.same,
            "long_gone": self.long_gone,
            "differences": len(self.differences),
            "errors": [{"row": one.row, "sentence": one.sentence} for one in self.errors],
        }


def lay_beside(
    read: ReadRows,
    known: Sequence[KnownPerson],
    *,
    settled: Mapping[str, int],
    on: date,
) -> Bringing:
    """Return what a sheet does to a service's list on a day. `known` is everyone of its provider."""
    laid = _Laid(on=on)
    matches = match_rows(read.rows, known, settled=settled, on=on, refused=read.refused)
    for match in matches:
        laid.take(match)
    seen = {one.pk for match in matches for one in (match.person, *match.maybe) if one is not None}
    laid.differences += [
        missing(person)
        for person in known
        if person.here(on=on) and person.pk not in seen and not _refused(person, read) and _begun(person, on)
    ]
    return Bringing(
        added=tuple(laid.added),
        changed=tuple(laid.changed),
        ended=tuple(laid.ended),
        same=laid.same,
        long_gone=laid.long_gone,
        differences=tuple(laid.differences),
        errors=read.errors,
        rows=len(read.rows) + len(read.errors),
        unknown=read.unknown,
    )


class _Laid:
    """Gathers what each row comes to."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self.added: list[Added] = []
        self.changed: list[Changed] = []
        self.ended: list[Changed] = []
        self.differences: list[Difference] = []
        self.same = 0
        self.long_gone = 0

    def take(self, match: Match) -> None:
        row, person = match.row, match.person
        if match.why:
            if self._passed(row):
                self.long_gone += 1
            else:
                self.differences.append(
                    Difference(kind=DifferenceKind.UNCLEAR, sentence=f"{row.name}: {match.why}", row=row)
                )
        elif person is None or person.post is None:
            self._new(row, person)
        else:
            self._known(row, person, person.post)

    def _new(self, row: StaffRow, person: KnownPerson | None) -> None:
        if self._passed(row) or (row.left and row.ended_on is None):
            self.long_gone += 1
        else:
            self.added.append(Added(row=row, person=person))

    def _known(self, row: StaffRow, person: KnownPerson, post: KnownPost) -> None:
        if post.over(on=self.on) and not row.gone(on=self.on):
            self._returned(row, person, post)
            return
        if row.left and row.ended_on is None and not post.over(on=self.on):
            sentence = f"{person.name} has left, says the sheet, and does not say on which day."
            self.differences.append(
                Difference(
                    kind=DifferenceKind.NO_LAST_DAY, sentence=sentence, row=row, person=person, post=post
                )
            )
            return
        changes = tuple(changes_of(row, person, post))
        ends = row.ended_on is not None and row.ended_on != post.ended_on
        if not changes and not ends:
            self.same += 1
        elif not _possible(row, post):
            self.differences.append(_impossible(row, person, post))
        else:
            one = Changed(
                row=row, person=person, post=post, changes=changes, ended_on=row.ended_on if ends else None
            )
            (self.ended if ends else self.changed).append(one)

    def _returned(self, row: StaffRow, person: KnownPerson, post: KnownPost) -> None:
        """Somebody who left stands in the sheet as working: they came back, or the sheet was not kept."""
        if row.started_on and post.ended_on and row.started_on > post.ended_on:
            self.added.append(Added(row=row, person=person))
            return
        sentence = (
            f"{person.name} left on {_said(post.ended_on)} by your list, but the sheet has them working."
        )
        self.differences.append(
            Difference(kind=DifferenceKind.BACK, sentence=sentence, row=row, person=person, post=post)
        )

    def _passed(self, row: StaffRow) -> bool:
        return row.ended_on is not None and row.ended_on < self.on - LONG_AGO


def missing(person: KnownPerson) -> Difference:
    """Return the question about somebody on the list who stands in no row."""
    return Difference(
        kind=DifferenceKind.MISSING,
        sentence=f"{person.name} is on your list, but not in the sheet.",
        person=person,
        post=person.post,
    )


def changes_of(row: StaffRow, person: KnownPerson, post: KnownPost) -> list[Change]:
    """Return what the sheet says otherwise. What it leaves empty stays as it is."""
    told = [
        ("name", "name", person.name, row.name if row.name_key != person.name_key else person.name),
        ("payroll_number", "payroll number", person.payroll, row.payroll),
        ("email", "e-mail", person.email, row.email),
        ("job_title", "job title", post.job_title, row.job_title),
        ("agency", "agency", post.agency, row.agency),
        ("started_on", "first day", _said(post.started_on), _said(row.started_on)),
    ]
    if row.engagement is not None and not _told_finer(post.engagement, row.engagement):
        told.append(("engagement", "how they work here", post.engagement.value, row.engagement.value))
    return [
        Change(field=field, words=words, was=was, now=now)
        for field, words, was, now in told
        if now and now != was
    ]


def _told_finer(ours: Engagement, theirs: Engagement) -> bool:
    """A sheet says “agency” for regulars and one-offs alike; which of them it is, a person has said."""
    return {ours, theirs} == {Engagement.AGENCY, Engagement.ONE_OFF}


def _possible(row: StaffRow, post: KnownPost) -> bool:
    first, last = row.started_on or post.started_on, row.ended_on or post.ended_on
    return first is None or last is None or first <= last


def _impossible(row: StaffRow, person: KnownPerson, post: KnownPost) -> Difference:
    first, last = row.started_on or post.started_on, row.ended_on or post.ended_on
    sentence = f"{person.name} would have left on {_said(last)}, before they began on {_said(first)}."
    return Difference(kind=DifferenceKind.NO_LAST_DAY, sentence=sentence, row=row, person=person, post=post)


def _refused(person: KnownPerson, read: ReadRows) -> bool:
    return person.name_key in read.refused or person.payroll in read.refused


def _begun(person: KnownPerson, on: date) -> bool:
    """Somebody who has yet to begin is missed by no rota."""
    return person.post is None or person.post.started_on is None or person.post.started_on <= on


def _said(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""
