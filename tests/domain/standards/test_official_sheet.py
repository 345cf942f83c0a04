"""The official sheet is read in whatever layout it comes, and refused when it cannot be trusted."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.sheets.table import Row, Sheet, Workbook
from havenkeep.standards.domain.official_list import (
    NotTheSheet,
)
from havenkeep.standards.domain.official_sheet import read_official
from tests.domain.standards.rows import GOOD, listed, refused, workbook
from tests.domain.standards.workbooks import (
    CARE_ONLY,
    HEADINGS,
    Book,
    asked,
    column_per_organisation,
    levels_by_organisation,
    levels_in_words,
    organisation_types_column,
    plain_rows,
)


class TestOrganisationTypes:
    @pytest.mark.parametrize(
        "layout",
        [column_per_organisation, organisation_types_column, levels_in_words, levels_by_organisation],
    )
    def test_a_pharmacy_in_category_3_has_42_where_social_care_has_45(self, layout: type) -> None:
        book: Workbook = layout().read()
        ours = {item.ref for item in read_official(book).items if item.mandatory}
        theirs = {i.ref for i in read_official(book, organisation_type="pharmacy").items if i.mandatory}
        assert (len(ours), len({ref for ref in theirs if not ref.startswith("9.8")})) == (45, 42)
        assert ours - theirs == set(CARE_ONLY)

    def test_an_extra_column_for_social_care_only_adds_to_the_category(self) -> None:
        book = workbook(
            ("Ref", "Question", "Mandatory", "Mandatory - social care only"),
            ("1.1.1", "First?", "Y", ""),
            ("1.1.2", "Second?", "", "Y"),
            ("1.1.3", "Third?", "", ""),
        )
        assert [i.mandatory for i in read_official(book).items] == [True, True, False]

    def test_a_level_under_our_category_beats_the_general_one_and_a_tick_leaves_it(self) -> None:
        book = workbook(
            ("Ref", "Question", "Mandatory", "Category 3"),
            ("1.1.1", "First?", "N", "M"),
            ("1.1.2", "Second?", "Y", "O"),
            ("1.1.3", "Third?", "N", "x"),
            ("1.1.4", "Fourth?", "Y", "x"),
            ("1.1.5", "Fifth?", "Y", ""),
        )
        assert [i.mandatory for i in read_official(book).items] == [True, False, False, True]

    @pytest.mark.parametrize(
        ("cell", "mandatory"),
        [
            ("Mandatory for all", True),
            ("All except pharmacies", True),
            ("All except social care", False),
            ("Adult social care; dentists", True),
            ("Local authority social care", False),
            ("Pharmacy", False),
            ("Mandatory for care homes, optional for others", True),
            ("Optional for social care; mandatory for others", False),
            ("[M][A]", True),
            ("Non-mandatory", False),
        ],
    )
    def test_a_level_that_names_types_is_honoured(self, cell: str, mandatory: bool) -> None:
        items = read_official(listed(GOOD, ("1.1.2", "Second?", cell))).items
        assert items[1].mandatory is mandatory


class TestSheets:
    def test_a_hidden_sheet_for_our_category_is_named_so_that_it_can_be_unhidden(self) -> None:
        rows = [list(HEADINGS), *plain_rows(asked())]
        book = Book().sheet("About", [["Hello"]]).sheet("Cat 3", rows, hidden=True).read()
        assert "“Cat 3” is hidden" in refused(book).sentence

    def test_only_other_categories_is_refused(self) -> None:
        rows = [list(HEADINGS), *plain_rows(asked())]
        assert "Category 3" in refused(Book().sheet("CAT2 and CAT4", rows).read()).sentence

    def test_a_sheet_for_several_categories_with_ours_is_read(self) -> None:
        rows = [list(HEADINGS), *plain_rows(asked())]
        assert read_official(Book().sheet("Cat 2, 3 & 4", rows).read()).mandatory_count == 45

    def test_lists_split_over_sheets_are_joined(self) -> None:
        rows = plain_rows(asked())
        book = Book().sheet("Standards 1-4", [list(HEADINGS), *rows[:30]])
        book.sheet("Standards 5-10", [list(HEADINGS), *rows[30:]])
        assert read_official(book.read()).mandatory_count == 45

    def test_a_title_that_speaks_of_other_categories_does_not_hide_ours(self) -> None:
        book = workbook(("Category 1 was changed in May",), ("Ref", "Question", "Mandatory"), GOOD)
        assert len(read_official(book).items) == 1

    def test_a_sheet_named_for_us_is_taken_before_a_larger_general_one(self) -> None:
        rows = plain_rows(asked())
        book = Book().sheet("Everything", [list(HEADINGS), *rows[12:]])
        official = read_official(book.sheet("Cat 3", [list(HEADINGS), *rows[:12]]).read())
        assert [item.ref for item in official.items] == [item.ref for item in asked()[:12]]

    def test_a_smaller_copy_of_the_list_is_left_out(self) -> None:
        rows = plain_rows(asked())
        short = [[*row[:3], "Said otherwise", *row[4:]] for row in rows[:10]]
        book = Book().sheet("What is new", [list(HEADINGS), *short])
        official = read_official(book.sheet("Requirements", [list(HEADINGS), *rows]).read())
        assert official.mandatory_count == 45
        assert any("“What is new”" in sentence for sentence in official.ignored)

    def test_sheets_named_mandatory_and_optional_need_no_level_column(self) -> None:
        rows = [row[:5] for row in plain_rows(asked())]
        book = Book().sheet("Cat 3 mandatory", [list(HEADINGS[:5]), *rows[:30]])
        official = read_official(book.sheet("Cat 3 optional", [list(HEADINGS[:5]), *rows[30:]]).read())
        assert official.mandatory_count == 30
        assert official.lists_optional


class TestRefusals:
    def test_no_references_is_not_the_sheet(self) -> None:
        assert "No list of evidence items" in refused(listed(("Staff", "First?", "Y"))).sentence

    def test_a_staff_list_is_not_the_sheet(self) -> None:
        refused(workbook(("Name", "Role", "Started"), ("A. Sample", "Carer", "2024-01-01"), name="Staff"))

    def test_no_sheets_is_not_the_sheet(self) -> None:
        refused(Workbook((), "0" * 64))

    def test_no_level_is_refused(self) -> None:
        assert "which are mandatory" in refused(workbook(("Ref", "Question"), ("1.1.1", "First?"))).sentence

    def test_nothing_mandatory_is_refused(self) -> None:
        assert "nothing as mandatory" in refused(listed(("1.1.1", "First?", "Optional"))).sentence

    def test_a_level_that_says_nothing_is_refused_with_its_row(self) -> None:
        problem = refused(listed(GOOD, ("1.1.2", "Second?", "Perhaps")))
        assert problem.problems == (
            "Cat 3!3: “Perhaps” under “Mandatory” says neither mandatory nor optional.",
        )

    def test_a_category_that_is_none_is_refused_with_its_row(self) -> None:
        book = workbook(
            ("Category", "Ref", "Question", "Mandatory"), ("3", *GOOD), ("Blue", "1.1.2", "Second?", "Y")
        )
        assert "“Blue” under “Category” is not a category" in refused(book).problems[0]

    def test_an_item_without_wording_is_refused(self) -> None:
        assert "1.1.2 has no wording" in refused(listed(GOOD, ("1.1.2", "", "Mandatory"))).problems[0]

    def test_a_list_longer_than_the_toolkit_ever_was_is_refused(self) -> None:
        rows = [
            (f"{a}.{b}.{c}", f"Q {a} {b} {c}?", "Y")
            for a in range(1, 10)
            for b in range(1, 9)
            for c in range(1, 9)
        ]
        assert "more than the toolkit has ever asked" in refused(listed(*rows)).sentence

    def test_only_some_of_many_problems_are_listed(self) -> None:
        problem = refused(listed(GOOD, *[(f"2.2.{n}", "Q?", "Perhaps") for n in range(1, 90)]))
        assert problem.sentence.startswith("89 rows")
        assert len(problem.problems) == 20

    def test_a_sheet_of_endless_rows_is_left_out(self) -> None:
        rows = tuple(Row(n, ("1.1.1", "First?", "Y")) for n in range(2, 4_000))
        sheet = Sheet("Cat 3", True, (Row(1, ("Ref", "Question", "Mandatory")), *rows))
        refused(Workbook((sheet,), "0" * 64))

    def test_wording_loses_control_characters_and_bidirectional_tricks(self) -> None:
        item = read_official(listed(("1.1.1", "Fi\u202erst\x07\u00a0 one\x00?", "Y"))).items[0]
        assert item.text == "First one?"


WORDS = (
    "Ref|Evidence text|Mandatory|Category 3|Social care|1.1.1|1.1.2|M|Y||3|All|Approaching Standards"
    "|Category|Organisation types|Tooltip|2001-01-01"
)
CELLS = st.one_of(st.sampled_from(WORDS.split("|")), st.text(max_size=40))


@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=12), name=st.text(max_size=20))
def test_any_sheet_is_read_or_refused(rows: list[list[str]], name: str) -> None:
    with suppress(NotTheSheet):
        assert read_official(workbook(*rows, name=name)).items
