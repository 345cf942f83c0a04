"""References are read however they are written; a spoilt one refuses the file."""

from __future__ import annotations

import pytest

from havenkeep.standards.domain.official_sheet import read_official
from tests.domain.standards.rows import GOOD, listed, refused, workbook


class TestReferences:
    @pytest.mark.parametrize(
        "written",
        [
            "1.1.2",
            "1.1.2.",
            " 1.1.2\u00a0",
            "Evidence 1.1.2",
            "Evidence item ref: 1.1.2",
            "(1.1.2)",
            "1. 1. 2",
        ],
    )
    def test_a_reference_is_read_however_it_is_written(self, written: str) -> None:
        assert read_official(listed(GOOD, (written, "Second?", "Y"))).items[1].ref == "1.1.2"

    @pytest.mark.parametrize(
        "spoilt",
        [
            "2001-01-01",
            "2001-01-01 00:00:00",
            "01/01/2001",
            "1.2.2001",
            "1-Jan",
            "Jan-01",
            "36892",
            "1.1",
            "01:01:02",
            "#REF!",
            "1.1.1a",
            "4.5.3.1",
            "1.1.2, 1.1.3",
            "1.0.1",
            "To follow",
        ],
    )
    def test_a_spoilt_reference_refuses_the_file_and_names_the_row(self, spoilt: str) -> None:
        problem = refused(listed(GOOD, (spoilt, "Second?", "Mandatory")))
        assert problem.problems[0].startswith("Cat 3!3: ")
        assert spoilt in problem.problems[0]
        assert "nothing was imported" in problem.sentence

    def test_a_spoilt_reference_in_another_category_s_row_does_no_harm(self) -> None:
        book = workbook(
            ("Category", "Ref", "Question", "Mandatory"),
            ("3", "1.1.1", "First?", "Y"),
            ("1", "2001-01-01", "A trust's?", "Y"),
        )
        assert len(read_official(book).items) == 1

    def test_headings_between_rows_pass(self) -> None:
        book = listed(
            ("Standard 1: made up", "", ""),
            ("1.1", "The service keeps its promises", ""),
            GOOD,
            ("Evidence ref", "Evidence text", "Mandatory"),
            ("1.1.2", "Second?", "M"),
            ("Key", "M is mandatory", ""),
        )
        assert [item.ref for item in read_official(book).items] == ["1.1.1", "1.1.2"]

    def test_a_row_without_reference_continues_the_one_above(self) -> None:
        book = workbook(
            ("Ref", "Question", "Tooltip", "Mandatory"),
            ("1.1.1", "First,", "Say", "Y"),
            ("", "and more?", "all of it", ""),
        )
        item = read_official(book).items[0]
        assert (item.text, item.tooltip) == ("First,\nand more?", "Say\nall of it")

    def test_a_merged_reference_over_rows_for_several_categories_is_carried_down(self) -> None:
        book = workbook(
            ("Ref", "Question", "Category", "Mandatory"),
            ("1.1.1", "First?", "1", "Y"),
            ("", "", "3", "Optional"),
            ("1.1.2", "Second?", "3", "Y"),
            ("", "A surgery's second?", "4", "Y"),
        )
        found = [(i.ref, i.text, i.mandatory) for i in read_official(book).items]
        assert found == [("1.1.1", "First?", False), ("1.1.2", "Second?", True)]

    def test_a_merged_reference_that_repeats_lends_its_wording_to_the_rows_below(self) -> None:
        book = workbook(
            ("Ref", "Question", "Category", "Mandatory"),
            ("1.1.1", "First?", "1", "Y"),
            ("1.1.1", "", "3", "Y"),
        )
        assert [(i.ref, i.text) for i in read_official(book).items] == [("1.1.1", "First?")]

    def test_the_same_row_twice_counts_once(self) -> None:
        official = read_official(listed(GOOD, ("1.1.1", "first?", "Mandatory")))
        assert len(official.items) == 1
        assert any("repeat" in sentence for sentence in official.ignored)

    def test_one_reference_with_two_wordings_is_refused(self) -> None:
        assert "different wording" in refused(listed(GOOD, ("1.1.1", "Other?", "Y"))).problems[0]

    def test_one_reference_with_two_levels_is_refused(self) -> None:
        assert "only one of them" in refused(listed(GOOD, ("1.1.1", "First?", "N"))).problems[0]
