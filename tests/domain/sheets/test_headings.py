"""The row of headings is found wherever it stands, and says which column holds what."""

from __future__ import annotations

import pytest

from havenkeep.sheets.headings import NoHeadings, below_headings, find_headings
from havenkeep.sheets.reading import Row, read_workbook
from tests.domain.sheets.building import data, text_row, xlsx

ALIASES = {
    "name": ("Name", "Full name", "Employee"),
    "date": ("Completed", "Date completed", "Date"),
    "score": ("Score", "Result"),
}
NEEDED = frozenset({"name", "date"})


def rows(*cells: tuple[str, ...], start: int = 1) -> list[Row]:
    return [Row(number, each) for number, each in enumerate(cells, start=start)]


def test_headings_below_a_title_and_notes_are_found() -> None:
    sheet = rows(
        ("Training matrix",), ("Printed 1 March", "by the office"), ("Name", "Date completed", "Score")
    )
    headings = find_headings(sheet, aliases=ALIASES, required=NEEDED)
    assert headings.row_number == 3
    assert headings.columns == {"name": 0, "date": 1, "score": 2}


@pytest.mark.parametrize(
    "said", ["FULL NAME", "full  name:", "Full-Name", "FullName", "Full\nname *", "Fúll name"]
)
def test_case_spaces_accents_and_punctuation_do_not_matter(said: str) -> None:
    assert find_headings(rows((said, "Date")), aliases=ALIASES, required=NEEDED).columns["name"] == 0


def test_an_equal_heading_is_taken_before_one_that_begins_alike() -> None:
    sheet = rows(("Name of manager", "Name", "Date of birth", "Date"))
    assert find_headings(sheet, aliases=ALIASES, required=NEEDED).columns == {"name": 1, "date": 3}


def test_a_heading_may_begin_with_an_alias_but_only_at_a_word() -> None:
    aliases = {"name": ("Name",), "date": ("Date",)}
    found = find_headings(rows(("Name (as on badge)", "Date of course")), aliases=aliases, required=NEEDED)
    assert found.columns == {"name": 0, "date": 1}
    with pytest.raises(NoHeadings):
        find_headings(rows(("Named person", "Dated")), aliases=aliases, required=NEEDED)


def test_no_two_fields_share_a_column() -> None:
    aliases = {"start": ("Date",), "end": ("Date",)}
    found = find_headings(rows(("Date", "x", "Date")), aliases=aliases, required=frozenset({"start"}))
    assert found.columns == {"start": 0, "end": 2}
    alone = find_headings(rows(("Date", "x")), aliases=aliases, required=frozenset({"start"}))
    assert alone.columns == {"start": 0}


def test_an_alias_named_earlier_is_preferred() -> None:
    found = find_headings(rows(("Date", "Completed", "Name")), aliases=ALIASES, required=NEEDED)
    assert found.columns["date"] == 1


def test_headings_on_two_lines_under_merged_groups_are_read_together() -> None:
    body = data(
        text_row(1, "Staff training"),
        text_row(2, "Employee", "Fire", "", "Data protection"),
        text_row(3, "", "Date", "Score", "Date", "Score"),
        text_row(4, "Ada Vale", "2026-01-31", "80", "2026-02-01", "90"),
        after='<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="D2:E2"/></mergeCells>',
    )
    aliases = {"name": ("Employee",), "date": ("Data protection date",), "score": ("Data protection score",)}
    sheet = read_workbook(xlsx(("S", body)), name="s").sheets[0]
    headings, below = below_headings(sheet.rows, aliases=aliases, required=NEEDED)
    assert [headings.read(row) for row in below] == [
        {"name": "Ada Vale", "date": "2026-02-01", "score": "90"}
    ]


def test_the_fullest_row_wins_over_a_row_of_data_or_a_note_above() -> None:
    sheet = rows(("Name", "Date"), ("Name", "Date", "Score"), ("Ada", "2026-01-31", "90"))
    assert find_headings(sheet, aliases=ALIASES, required=NEEDED).row_number == 2


def test_headings_beyond_the_first_rows_are_not_looked_for() -> None:
    sheet = rows(*[("note",)] * 25, ("Name", "Date"))
    with pytest.raises(NoHeadings):
        find_headings(sheet, aliases=ALIASES, required=NEEDED)
    assert find_headings(sheet, aliases=ALIASES, required=NEEDED, within=26).row_number == 26


def test_streamed_rows_are_all_given_below_the_headings() -> None:
    stream = iter(rows(("Name", "Date"), *[(f"P{number}", "x") for number in range(100)]))
    headings, below = below_headings(stream, aliases=ALIASES, required=NEEDED, within=5)
    assert [row.at(headings.columns["name"]) for row in below] == [f"P{number}" for number in range(100)]


def test_the_sentence_says_what_was_looked_for_and_what_was_seen() -> None:
    with pytest.raises(NoHeadings) as caught:
        find_headings(rows(("List",), ("Who", "When\ndone"), start=4), aliases=ALIASES, required=NEEDED)
    assert str(caught.value) == (
        "We looked in the first 25 rows for columns headed “Name” and “Completed” and did not find "
        "them together. Row 5 has “Who” and “When done”. Add or rename the missing headings and try again."
    )


def test_an_empty_sheet_has_its_own_sentence() -> None:
    with pytest.raises(NoHeadings, match="there are no rows"):
        find_headings([], aliases=ALIASES, required=NEEDED)
