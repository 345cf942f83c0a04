from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.assessment.domain.sheet_answers import read_sheet
from havenkeep.assessment.domain.sheet_columns import FIELDS, find_layout, sheet_rows
from havenkeep.sheets.headings import NoHeadings
from havenkeep.sheets.table import Row, Sheet
from tests.domain.assessment.sheets import LAST, TEXT, TICK, YEARS

KNOWN = set(LAST.known)
REFS = sorted(KNOWN)


def sheet(*rows: Sequence[str], name: str = "Sheet1") -> Sheet:
    return Sheet(name, True, tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)))


def columns(*sheets: Sheet) -> dict[str, int]:
    return dict(find_layout(sheets, known=KNOWN).columns)


def test_columns_come_in_any_order_below_a_title() -> None:
    layout = find_layout(
        [sheet(["Our DSPT"], [], ["Comments", "Response", "Evidence ref"], ["c", "Yes", TICK.ref])],
        known=KNOWN,
    )
    assert layout.heading_row == 3
    assert layout.columns == {"comment": 0, "answer": 1, "ref": 2}


def test_headings_on_two_lines_are_read_together() -> None:
    found = columns(
        sheet(["Evidence", "", "Our"], ["Reference", "Text", "Answer"], [TICK.ref, "Is it?", "Yes"])
    )
    assert (found["ref"], found["answer"]) == (0, 2)


def test_the_column_that_holds_references_is_the_reference() -> None:
    rows = [[f"Question about {ref}", ref, "Yes"] for ref in REFS[:5]]
    assert columns(sheet(["Question", "DSPT", "Answer"], *rows)) == {"ref": 1, "answer": 2}


def test_references_tell_themselves_without_a_heading() -> None:
    rows = [[ref, "Yes"] for ref in REFS[:4]]
    layout = find_layout([sheet(*rows)], known=KNOWN)
    assert (layout.heading_row, dict(layout.columns)) == (0, {"ref": 0, "answer": 1})
    assert len(sheet_rows(layout, [sheet(*rows)])) == 4


def test_an_unheard_of_reference_heading_is_no_matter() -> None:
    rows = [[ref, "Words", "Yes"] for ref in REFS[:4]]
    assert columns(sheet(["Punkt", "Text", "Our answer"], *rows)) == {"ref": 0, "answer": 2}


def test_the_sheet_that_says_most_is_taken() -> None:
    about = sheet(["Reference", "Answer"], ["x", "y"], name="About")
    whole = sheet(["Reference", "Answer", "Comment"], [TEXT.ref, "Joan", ""], name="Answers")
    assert find_layout([about, whole], known=KNOWN).sheet == 1


def test_our_own_answer_book_reads_back_by_its_own_headings() -> None:
    headings = [
        "Reference",
        "Title",
        "Answer",
        "Text to paste",
        "Proof and where it is",
        "Confirmed by",
        "Confirmed on",
    ]
    found = columns(
        sheet([*headings, "Certainty", "State", "Where it goes", "What the records find", "Comment"])
    )
    assert found == {"ref": 0, "answer": 2, "where": 4, "dated": 6, "comment": 11}


def test_each_field_is_found_by_its_own_headings() -> None:
    headings = ["Not applicable", "Edition", "Date", "Location", "Notes", "Response", "Item ref"]
    assert columns(sheet(headings, ["", "2025-26", "", "", "", "Yes", TICK.ref])) == {
        "aside": 0,
        "year": 1,
        "dated": 2,
        "where": 3,
        "comment": 4,
        "answer": 5,
        "ref": 6,
    }
    names = [name for field in FIELDS for name in field.headings]
    assert len(names) == len(set(names))


def test_a_heading_that_comes_again_further_down_is_no_row() -> None:
    again = sheet(["Ref", "Answer"], [TICK.ref, "Yes"], ["REF", "Answer"], [TEXT.ref, "Joan"])
    layout = find_layout([again], known=KNOWN)
    assert [row.number for row in sheet_rows(layout, [again])] == [2, 4]


def test_nothing_to_go_by_is_refused_in_a_sentence() -> None:
    with pytest.raises(NoHeadings, match="columns headed “reference” and “answer”"):
        columns(sheet(["Name", "Role"], ["Ann", "Cook"], ["Bob", "Nurse"]))


CELLS = st.one_of(st.sampled_from(["Reference", "Answer", *REFS[:4]]), st.text(max_size=12))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5).filter(any), max_size=8))
def test_any_sheet_at_all_is_read_or_refused_in_a_sentence(cells: list[list[str]]) -> None:
    one = sheet(*cells)
    try:
        layout = find_layout([one], known=KNOWN)
    except NoHeadings:
        return
    assert {"ref", "answer"} <= set(layout.columns)
    assert len(set(layout.columns.values())) == len(layout.columns)
    read_sheet(sheet_rows(layout, [one]), year=LAST, years=YEARS)


def test_the_wording_of_the_questions_is_not_taken_for_answers() -> None:
    rows = [[ref, "Is it on?"] for ref in REFS[:4]]
    with pytest.raises(NoHeadings):
        columns(sheet(["Evidence ref", "Evidence text"], *rows))


def test_a_sheet_that_writes_the_month_first_dates_its_proof_so_and_asks_about_what_does_not_fit() -> None:
    one = sheet(
        ["Ref", "Answer", "Where", "Date"],
        [TICK.ref, "Yes", "Office shelf", "03/04/2026"],
        [TEXT.ref, "Joan", "Office shelf", "03/25/2026"],
    )
    layout = find_layout([one], known=KNOWN)
    rows = sheet_rows(layout, [one])
    assert [row.dated_on for row in rows] == [date(2026, 3, 4), date(2026, 3, 25)]
    said = sheet_rows(layout, [one], order="day")
    assert said[0].dated_on == date(2026, 4, 3)
    (asked,) = read_sheet(said, year=LAST, years=YEARS).asked
    assert (asked.row, "Write it as 25 March 2026." in asked.sentence) == (3, True)
