"""Whatever its layout, the official workbook gives the same list."""

from __future__ import annotations

import pytest

from havenkeep.standards.domain.edition import AnswerKind
from havenkeep.standards.domain.official_list import OfficialList, official_from_json, official_to_json
from havenkeep.standards.domain.official_sheet import read_official
from tests.domain.standards.workbooks import LAYOUTS, asked, one_column_and_levels, sheet_per_category

MARKS_APPROACHING = frozenset(
    {"sheet_per_category", "groups_by_category", "one_column_and_levels"}
    | {"levels_by_organisation", "merged_headings"}
)


class TestLayouts:
    @pytest.mark.parametrize("name", LAYOUTS)
    def test_every_layout_gives_the_same_45_questions(self, name: str) -> None:
        official = read_official(LAYOUTS[name]().read())
        found = {item.ref: (item.text, item.mandatory) for item in official.items}
        wanted = {item.ref: (item.text, item.mandatory) for item in asked()}
        assert {ref: found[ref] for ref in wanted} == wanted
        assert official.mandatory_count == 45

    @pytest.mark.parametrize("name", LAYOUTS)
    def test_no_layout_lets_another_body_s_question_in_as_mandatory(self, name: str) -> None:
        official = read_official(LAYOUTS[name]().read())
        assert not [item.ref for item in official.items if item.mandatory and item.ref.startswith("9.8")]

    @pytest.mark.parametrize("name", LAYOUTS)
    def test_approaching_standards_is_known_only_where_the_sheet_marks_it(self, name: str) -> None:
        official = read_official(LAYOUTS[name]().read())
        if name in MARKS_APPROACHING:
            marked = {item.ref for item in official.items if item.approaching}
            assert marked == {item.ref for item in asked() if item.approaching}
        else:
            assert {item.approaching for item in official.items} == {None}

    def test_tooltips_keep_their_lines(self) -> None:
        first = read_official(sheet_per_category().read()).items[0]
        assert first.tooltip == "Say what was looked at for 1.1.1, and when.\nA list will do."

    def test_each_item_says_the_sheet_and_row_it_came_from(self) -> None:
        assert read_official(sheet_per_category().read()).items[0].source == "Cat3!4"

    def test_answer_types_are_read_where_given(self) -> None:
        assert {i.kind for i in read_official(one_column_and_levels().read()).items} == {AnswerKind.YES_NO}

    def test_what_was_left_out_is_said(self) -> None:
        said = " ".join(read_official(sheet_per_category().read()).ignored)
        for words in ("“CAT2” is for other categories", "change log", "Exemptions", "draft” is hidden"):
            assert words in said


def test_the_list_survives_json() -> None:
    official = read_official(sheet_per_category().read())
    assert official_from_json(official_to_json(official)) == official


def test_json_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 99"):
        official_from_json({"format": 99})


def test_an_empty_list_says_nothing_of_approaching() -> None:
    assert not OfficialList(items=(), ignored=(), rows_read=0).marks_approaching
