"""What a platform's list would do: new, there already, asked, left out, or wrong. Nothing is passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from havenkeep.importing.domain.days import order_of
from havenkeep.people.domain.names import name_key
from havenkeep.talks.domain.bringing import (
    NOT_HERE,
    Bringing,
    Noted,
    Settled,
    lay_beside,
)
from havenkeep.talks.domain.platform_row import PlatformRow
from havenkeep.talks.domain.titles import another, known_meaning, sounds_like_data, title_key
from havenkeep.talks.domain.who import Colleague, Staff, Written
from havenkeep.training.domain.outcomes import ALL_OUTCOMES, Outcome

ON = date(2026, 11, 23)
LEVEL_1 = "Data Security Awareness - Level 1"
ANA = Colleague(pk=1, ref="ana", name="Ana Silva", key=name_key("Ana Silva"))
STAFF = Staff(colleagues=(ANA,), known={})
ROW = PlatformRow(number=2, written=Written(name="Ana Silva"), title=LEVEL_1, completed="5 March 2026")


def laid(*rows: PlatformRow, **kwargs: Any) -> Bringing:
    given: dict[str, Any] = {
        "staff": STAFF,
        "settled": Settled(meanings={}, people={}),
        "meaning_of": known_meaning,
        "noted": Noted(),
        "on": ON,
        "days": {},
    }
    return lay_beside(rows, **(given | kwargs))


def test_a_row_that_says_it_all_is_a_completion() -> None:
    (done,) = laid(replace(ROW, score="92%")).added.values()
    assert (done.person, done.completed_on, done.score) == (1, date(2026, 3, 5), 92)
    assert done.meaning.course == "elfh-dsa-1"
    assert done.meaning.covers == ALL_OUTCOMES


def test_the_same_row_twice_counts_once_and_what_is_noted_is_not_new() -> None:
    first = laid(ROW, replace(ROW, number=3))
    assert len(first.added) == 1
    again = laid(ROW, noted=Noted(standing=set(first.added)))
    assert (len(again.added), len(again.present)) == (0, 1)


def test_what_was_taken_back_does_not_come_back_with_the_next_list() -> None:
    bringing = laid(ROW, noted=Noted(withdrawn=set(laid(ROW).added)))
    assert (len(bringing.added), bringing.taken_back) == (0, 1)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"completed": "24 November 2026"}, "in the future"),
        ({"completed": "1 March 1826"}, "cannot be"),
        ({"completed": "1 March 1999"}, "before the year 2000"),
        ({"completed": "31/02/2026"}, "cannot be the day of completion"),
        ({"completed": "", "status": "Completed"}, "no day says when"),
        ({"status": "Permanent"}, "does not say whether"),
        ({"score": "130"}, "no score from 0 to 100"),
        ({"expires": "1 March 2026"}, "ends before it was completed"),
        ({"written": Written()}, "names nobody"),
    ],
)
def test_what_cannot_be_is_a_sentence_with_its_row(change: dict[str, Any], sentence: str) -> None:
    bringing = laid(replace(ROW, **change))
    assert not bringing.added
    (problem,) = bringing.report.errors
    assert problem.row == 2
    assert sentence in problem.sentence


def test_who_has_not_finished_is_left_out_and_counted() -> None:
    rows = [
        replace(ROW, status="In progress"),
        replace(ROW, completed=""),
        replace(ROW, completed="Not started"),
    ]
    bringing = laid(*rows)
    assert (bringing.not_done, bringing.report.errors, len(bringing.added)) == (3, (), 0)


def test_a_title_nobody_knows_is_asked_once_and_its_people_are_not() -> None:
    stranger = Written(name="Nobody Here")
    bringing = laid(*(replace(ROW, number=n, title="GDPR basics", written=stranger) for n in (2, 3)))
    (asked,) = bringing.report.asked
    assert (asked.row, asked.sentence) == (2, "“GDPR basics” (2 rows): say which course it is.")


def test_a_title_counts_as_what_somebody_said_or_stays_out() -> None:
    row = replace(ROW, title="GDPR basics")
    meaning = another("GDPR basics", covers=frozenset({Outcome.RIGHTS}))
    key = title_key("gdpr  BASICS")
    (done,) = laid(row, settled=Settled(meanings={key: meaning}, people={})).added.values()
    assert done.meaning.covers == {Outcome.RIGHTS}
    assert laid(row, settled=Settled(meanings={key: None}, people={})).left_out == 1


def test_a_name_nobody_has_waits_until_somebody_says_who_it_is() -> None:
    row = replace(ROW, written=Written(name="Anna Sylva"))
    assert "Anna Sylva" in laid(row, replace(row, number=3)).report.asked[0].sentence
    question = row.written.question
    assert len(laid(row, settled=Settled(meanings={}, people={question: "ana"})).added) == 1
    assert laid(row, settled=Settled(meanings={}, people={question: NOT_HERE})).not_here == 1
    assert laid(row, settled=Settled(meanings={}, people={question: "a stranger's ref"})).names


def test_a_list_that_writes_the_month_first_is_read_so_all_through() -> None:
    rows = [replace(ROW, completed="03/25/2026"), replace(ROW, completed="03/04/2026")]
    days = {"completed": order_of([row.completed for row in rows])}
    assert {done.completed_on for done in laid(*rows, days=days).added.values()} == {
        date(2026, 3, 25),
        date(2026, 3, 4),
    }


def test_a_footer_is_no_problem_and_no_question() -> None:
    footer = PlatformRow(number=9, written=Written(), title="", completed="")
    assert laid(footer).report.asked == laid(footer).report.errors == ()


@pytest.mark.parametrize(
    "title", ["GDPR", "Cyber essentials for carers", "Information Governance", "Confidentiality"]
)
def test_titles_that_may_be_about_data_are_asked_and_others_are_only_offered(title: str) -> None:
    assert sounds_like_data(title)
    assert not sounds_like_data("Moving and handling")
