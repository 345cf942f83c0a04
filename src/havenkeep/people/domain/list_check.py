"""When a staff list is proven: matched with a rota, HR or payroll export under a month old, all settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from havenkeep.evidence.domain.finding import Finding, FindingState

GOOD_FOR = timedelta(days=31)
SOON = timedelta(days=7)


class ListSource(StrEnum):
    """Where a sheet of people came from."""

    ROTA = "rota"
    HR = "hr"
    PAYROLL = "payroll"
    OWN = "own"


SOURCE_WORDS: Mapping[ListSource, str] = {
    ListSource.ROTA: "the rota",
    ListSource.HR: "the HR system",
    ListSource.PAYROLL: "payroll",
    ListSource.OWN: "a list of our own",
}
# A list of one's own is no second source: it proves nothing about the list here.
SECOND_SOURCES = frozenset({ListSource.ROTA, ListSource.HR, ListSource.PAYROLL})


class DifferenceKind(StrEnum):
    """Where the sheet and the list do not agree, and only a person knows which is right."""

    MISSING = "missing"
    UNCLEAR = "unclear"
    NO_LAST_DAY = "no_last_day"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The newest match with an export of `dated_on`. `unread` counts its `rows` that could not be used.

    `kept` counts those who were not in it and were left on the list, with a reason.
    """

    source: ListSource
    dated_on: date
    open: int
    unread: int
    rows: int
    kept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """What is known of one service's list. `unmatched` counts those added since who should be in it."""

    people: int
    checked: Checked | None
    unmatched: int = 0


def list_finding(facts: ListFacts, *, on: date) -> Finding:
    """Judge one service's list. Source of the month: the sector's guide to the item on the staff list."""
    checked = facts.checked
    if not facts.people:
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence="Nobody is on the staff list today, so it shows nothing.",
        )
    people = _count(facts.people, "person is", "people are")
    if checked is None:
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence=f"{people} on the staff list. It was never matched with a rota, HR or payroll export.",
        )
    matched = f"last matched with {SOURCE_WORDS[checked.source]} of {_day(checked.dated_on)}"
    lapses = checked.dated_on + GOOD_FOR
    wrong = _wrong(facts, checked)
    if on > lapses:
        older = f"{people} on the staff list, {matched}, over a month ago."
        return Finding(state=FindingState.NOT_MET, sentence=f"{older} {wrong}".strip(), lapses_on=lapses)
    if wrong:
        return Finding(
            state=FindingState.NOT_MET,
            sentence=f"{people} on the staff list, {matched}. {wrong}",
            lapses_on=lapses,
        )
    settled = "and all differences are settled"
    if checked.kept:
        left = _count(checked.kept, "person was not in it and was", "people were not in it and were")
        settled += f": {left} left on the list for a reason"
    sentence = f"{people} on the staff list, {matched}, {settled}."
    if on > lapses - SOON:
        return Finding(
            state=FindingState.LAPSING,
            sentence=f"{sentence} Match it again by {_day(lapses)}.",
            lapses_on=lapses,
            draft="yes",
        )
    return Finding(state=FindingState.MET, sentence=sentence, lapses_on=lapses, draft="yes")


def _wrong(facts: ListFacts, checked: Checked) -> str:
    told = []
    if checked.rows == checked.unread:
        told.append("nobody in it could be matched")
    if checked.open:
        told.append(_count(checked.open, "difference is still open", "differences are still open"))
    if checked.unread:
        told.append(_count(checked.unread, "row could not be read", "rows could not be read"))
    if facts.unmatched:
        told.append(
            _count(
                facts.unmatched,
                "person was added since and was not in it",
                "people were added since and were not in it",
            )
        )
    said = "; ".join(told)
    return f"{said[:1].upper()}{said[1:]}." if told else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
