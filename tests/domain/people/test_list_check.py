"""What a match of the staff list says, for nobody, one and many."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from havenkeep.evidence.domain.finding import FindingState
from havenkeep.people.domain.list_check import Checked, ListFacts, ListSource, list_finding

ON = date(2026, 11, 23)
MATCHED = {"source": ListSource.HR, "dated_on": ON, "rows": 3, "open": 0, "unread": 0}
HR = "last matched with the HR system of 23 November 2026"


@pytest.mark.parametrize(
    ("people", "told", "state", "sentence"),
    [
        (1, {}, "met", f"1 person is on the staff list, {HR}, and all differences are settled."),
        (
            2,
            {"kept": 2},
            "met",
            f"2 people are on the staff list, {HR}, and all differences are settled: 2 people were not in it "
            "and were left on the list for a reason.",
        ),
        (
            2,
            {"open": 2, "unread": 1},
            "not_met",
            f"2 people are on the staff list, {HR}. 2 differences are still open; 1 row could not be read.",
        ),
        (1, {"rows": 0}, "not_met", f"1 person is on the staff list, {HR}. Nobody in it could be matched."),
        (0, {}, "could_not_tell", "Nobody is on the staff list today, so it shows nothing."),
    ],
)
def test_the_sentence_says_how_many(people: int, told: dict[str, Any], state: str, sentence: str) -> None:
    found = list_finding(ListFacts(people=people, checked=Checked(**(MATCHED | told))), on=ON)
    assert (found.state, found.sentence) == (state, sentence)


def test_it_holds_for_31_days_and_lapses_on_the_next() -> None:
    facts = ListFacts(people=3, checked=Checked(**MATCHED))
    states = [list_finding(facts, on=ON + timedelta(days=days)).state for days in (24, 25, 31, 32)]
    lapsing = FindingState.LAPSING
    assert states == [FindingState.MET, lapsing, lapsing, FindingState.NOT_MET]
