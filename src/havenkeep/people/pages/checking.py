"""The last match of the list with another source, and the differences to settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import ENGAGEMENTS, Engagement
from havenkeep.people.domain.list_check import (
    SOURCE_WORDS,
    DifferenceKind,
    ListFacts,
    ListSource,
    list_finding,
)
from havenkeep.people.domain.said import row_of
from havenkeep.people.models import ListCheck, ListDifference
from havenkeep.people.pages.bringing import words_of_row

_OFTEN_MISSING = frozenset({Engagement.VOLUNTEER, Engagement.DIRECTOR, Engagement.ONE_OFF, Engagement.BANK})


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """One difference: whom it is about, and why it is one. `settled` says what was decided."""

    ref: str
    name: str
    words: str
    settled: str
    by: str
    kind: DifferenceKind

    @classmethod
    def of(cls, row: ListDifference) -> DifferenceLine:
        settled = ListDifference.Outcome(row.outcome).label if row.outcome else ""
        kind = DifferenceKind(row.kind)
        return cls(
            ref=row.ref,
            name=row.person.name if row.person else str(row.said.get("name", "A row of the sheet")),
            words=DIFFERENCE_WORDS[kind],
            settled=f"{settled}: {row.reason}" if row.reason else settled,
            by=row.settled_by,
            kind=kind,
        )


DIFFERENCE_WORDS = {
    DifferenceKind.MISSING: "On the list, not in the sheet",
    DifferenceKind.UNCLEAR: "In the sheet, and we cannot tell who on the list it is",
    DifferenceKind.NO_LAST_DAY: "The days in the sheet do not fit the list",
    DifferenceKind.BACK: "Left by the list, working by the sheet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    ref: str
    name: str
    finding: Finding
    source: str
    check: ListCheck | None
    open: tuple[DifferenceLine, ...]
    settled: tuple[DifferenceLine, ...]
    may_edit: bool

    @classmethod
    def of(
        cls,
        home: Home,
        *,
        check: ListCheck | None,
        differences: Sequence[ListDifference],
        facts: ListFacts | None,
        on: date,
        may_edit: bool,
    ) -> CheckPage:
        lines = [(row, DifferenceLine.of(row)) for row in differences]
        return cls(
            ref=home.ref,
            name=home.name,
            finding=list_finding(facts, on=on) if facts else NOTHING_RECORDED,
            source=SOURCE_WORDS[ListSource(check.source)] if check else "",
            check=check,
            open=tuple(line for row, line in lines if not row.outcome),
            settled=tuple(line for row, line in lines if row.outcome),
            may_edit=may_edit,
        )

    @property
    def several(self) -> bool:
        """Whether many stand in no sheet, and may be kept with one reason."""
        return sum(line.kind is DifferenceKind.MISSING for line in self.open) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePage:
    """One difference to settle: what the sheet says, what the list says, and a hint."""

    ref: str
    name: str
    title: str
    words: str
    sheet: str
    listed: str
    hint: str
    source: str
    dated_on: date
    read_at: datetime

    @classmethod
    def of(cls, home: Home, row: ListDifference, *, on: date) -> DifferencePage:
        kind = DifferenceKind(row.kind)
        post = (
            home.posts.filter(person=row.person).order_by("-ended_on", "-pk").first() if row.person else None
        )
        held = post is not None and post.held_on(on)
        return cls(
            ref=home.ref,
            name=home.name,
            title=row.person.name if row.person else row.said["name"],
            words=DIFFERENCE_WORDS[kind],
            sheet=words_of_row(row_of(row.said, row=row.sheet_row)) if row.said else "Not in the sheet",
            listed=(
                ", ".join(dict.fromkeys((post.title, ENGAGEMENTS[post.as_engagement].title)))
                + ("" if post.ended_on is None else f", until {post.ended_on.day} {post.ended_on:%B %Y}")
                if post
                else "Not on the list of this service"
            ),
            hint=HINT if held and post and post.as_engagement in _OFTEN_MISSING else "",
            source=SOURCE_WORDS[ListSource(row.check_made.source)],
            dated_on=row.check_made.dated_on,
            read_at=row.check_made.made_at,
        )


HINT = (
    "Volunteers, directors, trustees, bank and agency staff often stand in no rota or payroll file. "
    "If they still come, say so; they belong on the list."
)
