from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.assessment.domain.answer import Answer, Origin
from havenkeep.assessment.domain.bringing import Bringing
from tests.domain.assessment.making import AT
from tests.domain.assessment.sheets import (
    FIRM_TICK,
    LAST,
    NEW,
    OTHER_TICK,
    PAPER,
    TEXT,
    THIS,
    TICK,
    YEARS,
    brought,
    row,
    year,
)


def only(found: Bringing) -> Answer:
    assert not found.errors, found.errors
    assert len(found.added) == 1
    return found.added[0].answer


def test_answers_come_in_by_reference() -> None:
    found = brought(row(2, TICK, "Yes", comment="Since May."), row(3, TEXT, "Joan Marlow"))
    assert [(one.item.ref, one.answer.value, one.answer.comment) for one in found.added] == sorted(
        [(TICK.ref, "yes", "Since May."), (TEXT.ref, "Joan Marlow", "")],
        key=lambda told: [item.ref for item in NEW.in_toolkit_order].index(told[0]),
    )
    assert found.report.as_json() == {
        "added": 2, "changed": 0, "ended": 0, "unchanged": 0, "asked": [], "errors": [],
    }  # fmt: skip


def test_an_answer_in_the_answers_cell_says_not_applicable() -> None:
    answer = only(brought(row(2, TICK, "Not applicable. We have none.", comment="See the list.")))
    assert (answer.not_applicable, answer.value, answer.comment) == (True, "", "We have none.\nSee the list.")


def test_a_tick_with_not_applicable_in_the_comment_is_not_applicable() -> None:
    answer = only(brought(row(2, TICK, "Yes", comment="Not applicable: we have no IT.")))
    assert (answer.not_applicable, answer.comment) == (True, "we have no IT.")


def test_a_document_says_it_where_the_document_would_be() -> None:
    answer = only(brought(row(2, PAPER, "", where="Not applicable, nobody uses their own.")))
    assert (answer.not_applicable, answer.comment) == (True, "nobody uses their own.")


def test_a_column_of_its_own_says_it() -> None:
    answer = only(brought(row(2, TICK, "", aside="x", comment="No network.")))
    assert (answer.not_applicable, answer.comment) == (True, "No network.")


def test_a_text_with_a_comment_that_says_it_stays_an_answer() -> None:
    answer = only(brought(row(2, TEXT, "Joan Marlow", comment="N/A")))
    assert (answer.not_applicable, answer.value) == (False, "Joan Marlow")


def test_what_cannot_be_set_aside_is_asked() -> None:
    found = brought(row(7, FIRM_TICK, "N/A"))
    assert not found.added
    assert [one.row for one in found.asked] == [7]
    assert FIRM_TICK.ref in found.asked[0].sentence


def test_where_a_document_is_kept_is_its_answer() -> None:
    assert only(brought(row(2, PAPER, "", where="Blue folder, office"))).value == "Blue folder, office"


def test_a_tick_beside_a_document_says_only_that_there_is_one() -> None:
    found = brought(row(2, PAPER, "Completed", where="Blue folder, office"))
    assert (only(found).value, found.added[0].proofs) == ("Blue folder, office", ())


@pytest.mark.parametrize("failed", ["#N/A", "#REF!", "#VALUE!"])
def test_a_failed_formula_is_an_error_and_never_not_applicable(failed: str) -> None:
    found = brought(row(2, TICK, failed), row(3, OTHER_TICK, "Yes", comment=failed))
    assert [one.row for one in found.errors] == [2, 3]
    assert not found.written


def test_beside_an_answer_it_is_a_proof_with_its_date() -> None:
    found = brought(row(2, TICK, "Yes", where="https://example.org/policy", dated="03/05/2026"))
    (proof,) = found.added[0].proofs
    assert (proof.title, proof.where, proof.dated_on) == (
        TICK.title,
        "https://example.org/policy",
        date(2026, 5, 3),
    )
    assert proof.is_link


def test_an_unknown_reference_is_an_error_and_the_rest_comes_in() -> None:
    found = brought(row(2, "99.9.9", "Yes"), row(3, TICK, "Yes"))
    assert [(one.row, "99.9.9" in one.sentence) for one in found.errors] == [(2, True)]
    assert len(found.added) == 1


def test_a_row_without_an_answer_or_reference_says_nothing() -> None:
    found = brought(row(2, "Staffing and roles"), row(3, TICK, ""), row(4, ""), row(5, "99.9.9"))
    assert found.report.as_json() == {
        "added": 0, "changed": 0, "ended": 0, "unchanged": 0, "asked": [], "errors": [],
    }  # fmt: skip


def test_an_answer_without_a_reference_is_an_error() -> None:
    assert [one.row for one in brought(row(9, "", "Yes")).errors] == [9]


def test_the_same_answer_twice_is_one() -> None:
    found = brought(row(2, TICK, "Yes"), row(8, TICK, "y", comment="Checked."))
    assert only(found).comment == "Checked."
    assert not found.asked


def test_different_answers_to_one_item_are_asked_and_none_comes_in() -> None:
    found = brought(row(2, TICK, "Yes"), row(8, TICK, "No"), row(9, TEXT, "Joan"))
    assert [one.item.ref for one in found.added] == [TEXT.ref]
    assert [one.row for one in found.asked] == [8]
    assert "2 and 8" in found.asked[0].sentence


def test_a_person_settles_which_row_counts() -> None:
    found = brought(row(2, TICK, "Yes"), row(8, TICK, "No"), settled={TICK.ref: 8})
    assert only(found).value == "no"
    assert not found.asked


def test_a_short_word_that_is_neither_yes_nor_no_is_an_error() -> None:
    found = brought(row(4, TICK, "Partly"))
    assert [one.row for one in found.errors] == [4]
    assert not found.written


def test_a_sentence_in_place_of_a_tick_is_kept_as_the_comment_and_asked() -> None:
    text = "We walk round every quarter and write down what we find."
    found = brought(row(4, TICK, text))
    assert [one.row for one in found.asked] == [4]
    assert [(one.answer.value, one.answer.comment) for one in found.notes] == [("", text)]
    assert found.report.added == 0


@pytest.mark.parametrize(
    "wrong",
    [
        row(5, TEXT, "x" * 10_001),
        row(5, TICK, "Yes", comment="x" * 5_001),
        row(5, TICK, "Yes", where="x" * 501),
        row(5, TICK, f"Yes, {'x' * 5_001}"),
        row(5, PAPER, "", where="x" * 10_001),
        row(5, TICK, f"N/A: {'x' * 5_001}"),
    ],
    ids=["answer", "comment", "place", "beside the tick", "document", "reason"],
)
def test_what_is_too_long_is_an_error_and_not_cut(wrong: object) -> None:
    found = brought(wrong)  # type: ignore[arg-type]
    assert [one.row for one in found.errors] == [5]
    assert "too long" in found.errors[0].sentence or "Shorten" in found.errors[0].sentence
    assert not found.written


def test_an_item_answered_this_year_keeps_its_answer_and_is_listed() -> None:
    mine = Answer(value="no", origin=Origin.TYPED)
    found = brought(row(2, TICK, "Yes"), row(3, TEXT, "Joan"), existing={TICK.ref: mine})
    assert [(one.item.ref, one.differs) for one in found.kept] == [(TICK.ref, True)]
    assert (found.report.added, found.report.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("was", "sheet_of", "changed"),
    [
        (Answer(value="no", origin=Origin.CARRIED_FORWARD), LAST, True),
        (Answer(value="no", origin=Origin.CARRIED_FORWARD), THIS, True),
        (Answer(value="no", origin=Origin.IMPORTED), THIS, True),
        (Answer(value="no", origin=Origin.IMPORTED), LAST, False),
        (Answer(value="no", origin=Origin.TYPED), THIS, False),
        (Answer(value="no", origin=Origin.CARRIED_FORWARD, confirmed_at=AT), THIS, False),
    ],
)
def test_only_a_draft_that_nobody_confirmed_gives_way_to_a_newer_sheet(
    was: Answer, sheet_of: object, changed: bool
) -> None:
    found = brought(row(2, TICK, "Yes"), existing={TICK.ref: was}, year=sheet_of)  # type: ignore[arg-type]
    assert (len(found.changed), len(found.kept)) == ((1, 0) if changed else (0, 1))


def test_the_same_sheet_again_changes_nothing() -> None:
    rows = [row(2, TICK, "Yes", comment="C"), row(3, TEXT, "Joan"), row(4, OTHER_TICK, "N/A, none")]
    first = brought(*rows)
    again = brought(*rows, existing={one.item.ref: one.answer for one in first.added})
    assert (again.report.added, again.report.changed, again.report.unchanged) == (0, 0, 3)


def test_rows_of_other_years_stay_out_and_are_asked_once() -> None:
    found = brought(
        row(2, TICK, "No", year="2023-24"),
        row(3, TICK, "No", year="2024-25"),
        row(4, TICK, "Yes", year="25/26"),
    )
    assert only(found).value == "yes"
    assert [one.row for one in found.asked] == [2]
    assert "1 more" in found.asked[0].sentence


def test_a_changed_question_is_marked_through_the_mapping() -> None:
    old = year("dspt-2024-25")
    reworded = next(kept for kept in old.mapping.rows if kept.kind.value == "reworded")
    item = NEW.by_ref[reworded.new[0]]
    found = (
        brought(row(2, reworded.old[0], "It is so."), year=old)
        if item.kind.value != "yes_no"
        else brought(row(2, reworded.old[0], "Yes"), year=old)
    )
    assert found.added[0].reworded


def test_old_numbers_mean_what_they_meant_then() -> None:
    oldest = YEARS[0]
    moved = next(kept for kept in oldest.mapping.rows if kept.old != kept.new and kept.old[0] in NEW.by_ref)
    found = brought(
        row(2, moved.old[0], "Yes" if NEW.by_ref[moved.new[0]].kind.value == "yes_no" else "T"), year=oldest
    )
    assert [one.item.ref for one in found.added] == list(moved.new)


def test_an_alias_is_the_item() -> None:
    item = next(one for one in NEW.items if one.aliases)
    found = brought(row(2, item.aliases[0], "The update policy"), row(3, item.ref, "The update policy"))
    assert [one.item.ref for one in found.added] == [item.ref]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
REFS = st.one_of(st.sampled_from([item.ref for item in NEW.items]), CELLS)


@given(st.lists(st.tuples(REFS, CELLS, CELLS, CELLS, CELLS, CELLS), max_size=12))
def test_any_sheet_is_read_and_every_row_that_answers_is_accounted_for(cells: list[tuple[str, ...]]) -> None:
    rows = [
        row(number, ref, answer, comment=comment, where=where, dated=dated, aside=aside)
        for number, (ref, answer, comment, where, dated, aside) in enumerate(cells, start=2)
    ]
    found = brought(*rows)
    told = {one.row for one in (*found.asked, *found.errors)}
    told |= {number for one in found.written for number in one.rows}
    doubted = {answer.row for doubt in found.doubts for answer in doubt.answers}
    once = {one.rows[0] for one in found.written}
    for one in rows:
        if one.answer and one.number not in told | doubted:
            # Said the same as a row above it.
            assert once
    for one in found.written:
        assert len(one.answer.value) <= 10_000
