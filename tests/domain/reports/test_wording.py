from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from havenkeep.reports.domain.answer_book import BookProof
from havenkeep.reports.domain.wording import (
    CERTAINTY_MEANS,
    CERTAINTY_WORDS,
    KIND_WORDS,
    LEVEL_WORDS,
    about_pairs,
    audit_words,
    confirmed_lines,
    instant_words,
    proof_words,
    provisional_words,
    standfirst,
    three_numbers,
)
from havenkeep.standards.domain.edition import AnswerKind, Certainty, Level
from tests.domain.reports.books import LAPSED, POLICY, book, row


def test_every_level_kind_and_certainty_has_words() -> None:
    assert set(LEVEL_WORDS) == set(Level)
    assert set(KIND_WORDS) == set(AnswerKind)
    assert set(CERTAINTY_WORDS) == set(CERTAINTY_MEANS) == set(Certainty)


def test_said_shown_and_proven_keep_their_order_and_are_never_one() -> None:
    numbers = three_numbers(book(said=44, shown=41, proven=36, mandatory=45))
    assert [(number.name, number.value, number.of) for number in numbers] == [
        ("Said", 44, 45),
        ("Shown", 41, 45),
        ("Proven", 36, 45),
    ]
    assert len({number.meaning for number in numbers}) == 3


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 6, 12, 13, 5, tzinfo=UTC), "12 June 2026 at 2:05pm"),
        (datetime(2026, 1, 12, 0, 5, tzinfo=UTC), "12 January 2026 at 12:05am"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026 at 12:30am"),
        (datetime(2026, 1, 1, 12, 0, tzinfo=UTC), "1 January 2026 at 12:00pm"),
    ],
)
def test_times_are_londons(instant: datetime, words: str) -> None:
    assert instant_words(instant) == words


def test_a_proof_says_where_it_is_and_until_when() -> None:
    assert proof_words(POLICY) == (
        "Appointment letter for the data security lead, signed by the owner "
        "(dated 3 September 2025, valid until 2 September 2026). "
        "Where: Evidence, Named lead; paper copy in the office, red folder."
    )


def test_a_lapsed_proof_says_so_with_or_without_a_date() -> None:
    assert "lapsed on 31 March 2026" in proof_words(LAPSED)
    assert proof_words(BookProof(what="A letter", where="", lapsed=True)) == "A letter (lapsed)."


def test_an_unconfirmed_answer_says_so() -> None:
    assert confirmed_lines(row(confirmed_by="", confirmed_at=None)) == ("Not confirmed yet", "")
    assert confirmed_lines(row(confirmed_by="Priya Anand", confirmed_at=None)) == ("Priya Anand", "")
    assert confirmed_lines(row())[1] == "3 June 2026 at 6:40pm"


def test_the_audit_head_is_given_so_that_a_cut_chain_shows() -> None:
    assert audit_words(book(audit_head="abc123")) == (
        "The head of the history chain: abc123, so that a cut chain shows."
    )
    assert "not known" in audit_words(book(audit_head=""))


def test_a_list_that_is_not_final_is_said_to_be_so() -> None:
    assert provisional_words(book(provisional=False, edition_note="")) == ""
    assert "not final" in provisional_words(book(provisional=True))


def test_a_head_office_that_publishes_is_named() -> None:
    assert "Published by" not in standfirst(book())
    assert "Published by Rosebank Group Ltd" in standfirst(book(publisher_name="Rosebank Group Ltd"))


def test_the_page_about_the_book_leaves_out_what_is_empty() -> None:
    labels = [label for label, _words in about_pairs(book(covers=(), edition_note="", on=date(2026, 6, 12)))]
    assert "Covers" not in labels
    assert "About the edition" not in labels
    assert {"Standing", "Why", "Said", "Shown", "Proven", "History"} <= set(labels)
