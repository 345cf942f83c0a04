"""The official list wins; our plain words stay beside it; the report says what changed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from havenkeep.standards.domain.edition import AnswerKind, Certainty, Edition, EditionState, Item, Level
from havenkeep.standards.domain.loading import edition
from havenkeep.standards.domain.official_list import OfficialItem, OfficialList
from havenkeep.standards.domain.revision import PLAIN_ASK, RevisionReport, revise
from havenkeep.standards.domain.right_edition import doubt_about_edition

OURS = edition("dspt-2026-27")


def asked(
    ref: str,
    *,
    mandatory: bool = True,
    approaching: bool | None = None,
    text: str = "",
    kind: AnswerKind | None = None,
) -> OfficialItem:
    return OfficialItem(
        ref=ref,
        text=text or f"Official wording of {ref}?",
        tooltip="",
        mandatory=mandatory,
        approaching=approaching,
        kind=kind,
        source="Cat 3!9",
    )


def official(*items: OfficialItem) -> OfficialList:
    return OfficialList(items=items, ignored=(), rows_read=len(items))


def like_ours(
    *extra: OfficialItem, without: str = "", marks: bool = False, optional: tuple[str, ...] = ()
) -> OfficialList:
    """Return an official list that asks what ours asks."""
    items = [
        asked(item.ref, approaching=item.level is Level.APPROACHING if marks else None)
        for item in OURS.mandatory
        if item.ref != without
    ]
    return official(*items, *(asked(ref, mandatory=False) for ref in optional), *extra)


def revised(
    found: OfficialList, *, previous: Edition | None = None
) -> tuple[Mapping[str, Item], RevisionReport]:
    after, report = revise(OURS, found, number=1, previous=previous)
    return {item.ref: item for item in after.items}, report


class TestWords:
    def test_our_words_stay_beside_the_official_wording(self) -> None:
        items, _ = revised(like_ours())
        before = OURS.by_ref["1.1.1"]
        assert items["1.1.1"].official == "Official wording of 1.1.1?"
        assert (items["1.1.1"].ask, items["1.1.1"].checks) == (before.ask, before.checks)

    def test_an_answer_type_given_by_the_sheet_wins(self) -> None:
        items, _ = revised(like_ours(asked("1.1.1", kind=AnswerKind.DATE), without="1.1.1"))
        assert items["1.1.1"].kind is AnswerKind.DATE

    def test_an_alias_takes_the_official_number_and_keeps_ours_as_alias(self) -> None:
        items, report = revised(like_ours(asked("8.3.1"), without="8.3.5"))
        assert items["8.3.1"].ask == OURS.by_ref["8.3.5"].ask
        assert items["8.3.1"].aliases == ("8.3.5",)
        assert "8.3.5" not in items
        assert [(row.was, row.now) for row in report.renumbered] == [("8.3.5", "8.3.1")]
        assert report.added == report.removed == ()

    def test_two_official_numbers_never_share_one_of_our_items(self) -> None:
        items, report = revised(like_ours(asked("8.3.1")))
        assert items["8.3.5"].ask == OURS.by_ref["8.3.5"].ask
        assert items["8.3.5"].aliases == ()
        assert items["8.3.1"].ask == PLAIN_ASK
        assert [row.ref for row in report.added] == ["8.3.1"]


class TestNewItems:
    def test_a_new_item_has_the_official_wording_and_a_plain_stand_in(self) -> None:
        items, report = revised(like_ours(asked("1.1.9", text="Is there {a new thing} to say?")))
        new = items["1.1.9"]
        assert (new.official, new.ask) == ("Is there {a new thing} to say?", PLAIN_ASK)
        assert new.title == "Is there (a new thing) to say?"
        assert (new.certainty, new.level) == (Certainty.CONFIRMED, Level.MET)
        assert [(row.ref, row.now) for row in report.added] == [("1.1.9", "Standards Met")]

    @pytest.mark.parametrize(
        ("ref", "nearest"), [("1.3.9", "1.3.8"), ("7.3.9", "7.3.6"), ("2.9.1", "2.2.1"), ("10.9.9", "10.2.1")]
    )
    def test_it_goes_with_the_topic_of_the_nearest_number(self, ref: str, nearest: str) -> None:
        items, _ = revised(like_ours(asked(ref)))
        assert items[ref].topic == OURS.by_ref[nearest].topic

    def test_it_stands_right_after_its_nearest_and_ours_keep_their_order(self) -> None:
        after, _ = revise(OURS, like_ours(asked("1.1.4")), number=1)
        refs = [item.ref for item in after.items]
        assert refs[refs.index("1.1.4") - 1] in {"1.1.3", "1.1.5"}
        assert [ref for ref in refs if ref != "1.1.4"] == [item.ref for item in OURS.items]

    def test_a_long_wording_gives_a_short_title(self) -> None:
        items, _ = revised(like_ours(asked("1.1.9", text="word " * 60)))
        assert len(items["1.1.9"].title) <= 71


class TestLevels:
    def test_levels_and_counts_follow_the_sheet(self) -> None:
        found = official(
            asked("1.1.1", approaching=True),
            asked("1.1.2", approaching=False),
            asked("1.1.3", mandatory=False),
        )
        after, _ = revise(OURS, found, number=3)
        levels = {item.ref: item.level for item in after.items if item.level is not Level.RECOMMENDED}
        assert levels == {"1.1.1": Level.APPROACHING, "1.1.2": Level.MET, "1.1.3": Level.OPTIONAL}
        assert (after.mandatory_count, after.approaching_count, after.revision) == (2, 1, 3)

    def test_a_marked_level_is_confirmed(self) -> None:
        items, _ = revised(like_ours(marks=True))
        assert {items[item.ref].level_certainty for item in OURS.mandatory} == {Certainty.CONFIRMED}

    def test_without_approaching_marks_we_still_do_not_know_the_one_we_cannot_name(self) -> None:
        after, _ = revise(OURS, like_ours(), number=1)
        assert after.approaching_count == OURS.approaching_count
        assert after.approaching_candidates

    def test_with_approaching_marks_nothing_is_left_to_guess(self) -> None:
        after, _ = revise(OURS, like_ours(marks=True), number=1)
        assert after.approaching_candidates == ()

    def test_a_changed_level_is_reported_in_words(self) -> None:
        found = like_ours(asked("1.1.1", mandatory=False), without="1.1.1")
        _, report = revised(found)
        assert [(row.ref, row.was, row.now) for row in report.level_changed] == [
            ("1.1.1", "Approaching Standards", "optional")
        ]

    def test_what_we_recommend_stays_recommended_unless_it_becomes_mandatory(self) -> None:
        optional, _ = revised(like_ours(optional=("7.3.6",)))
        mandatory, _ = revised(like_ours(asked("7.3.6")))
        assert optional["7.3.6"].level is Level.RECOMMENDED
        assert mandatory["7.3.6"].level is Level.MET


class TestGone:
    def test_an_item_is_dropped_when_the_sheet_lists_optional_items_too(self) -> None:
        items, report = revised(like_ours(without="4.3.1", optional=("1.1.6",)))
        assert "4.3.1" not in items
        assert [(row.ref, row.now) for row in report.removed] == [("4.3.1", "no longer asked")]

    def test_an_item_is_kept_as_optional_when_the_sheet_has_only_mandatory_ones(self) -> None:
        items, report = revised(like_ours(without="4.3.1"))
        assert items["4.3.1"].level is Level.OPTIONAL
        assert [(row.ref, row.was, row.now) for row in report.removed] == [
            ("4.3.1", "Standards Met", "kept as optional")
        ]
        assert report.level_changed == ()

    def test_our_own_recommendations_stay(self) -> None:
        items, report = revised(like_ours(optional=("1.1.6",)))
        ours = [item.ref for item in OURS.items if item.level is Level.RECOMMENDED]
        assert ours
        assert all(items[ref].level is Level.RECOMMENDED for ref in ours)
        assert report.removed == ()

    def test_nothing_depends_on_an_item_that_has_gone(self) -> None:
        items, _ = revised(like_ours(without="8.1.4", optional=("1.1.6",)))
        assert OURS.by_ref["8.2.1"].depends_on == "8.1.4"
        assert items["8.2.1"].depends_on == ""

    def test_an_item_that_comes_back_finds_our_words_again(self) -> None:
        without, _ = revise(OURS, like_ours(without="4.3.1", optional=("1.1.6",)), number=1)
        items, report = revised(like_ours(optional=("1.1.6",)), previous=without)
        assert items["4.3.1"].ask == OURS.by_ref["4.3.1"].ask
        assert [row.ref for row in report.added] == ["4.3.1"]


class TestReport:
    def test_the_first_list_rewords_nothing_because_our_words_were_never_theirs(self) -> None:
        _, report = revised(like_ours())
        assert report.reworded == ()
        assert "Nothing counts as reworded" in report.sentence

    def test_a_later_list_tells_old_and_new_wording(self) -> None:
        first, _ = revise(OURS, like_ours(), number=1)
        _, report = revised(like_ours(asked("1.1.1", text="Anew?"), without="1.1.1"), previous=first)
        assert [(row.ref, row.was, row.now) for row in report.reworded] == [
            ("1.1.1", "Official wording of 1.1.1?", "Anew?")
        ]
        assert "1 reworded" in report.sentence.lower()

    def test_the_same_list_again_changes_nothing(self) -> None:
        first, _ = revise(OURS, like_ours(marks=True), number=1)
        _, report = revised(like_ours(marks=True), previous=first)
        assert not report.changed
        assert "Nothing differs" in report.sentence

    def test_it_says_how_many_are_mandatory_before_and_now(self) -> None:
        _, report = revised(like_ours(asked("1.1.9")))
        assert report.sentence.startswith("The official list has 46 mandatory questions; ours had 45. 1 new")


class TestEdition:
    def test_a_stand_in_list_becomes_an_open_one_and_its_note_no_longer_says_otherwise(self) -> None:
        after, _ = revise(OURS, like_ours(), number=1)
        assert (OURS.state, after.state) == (EditionState.PROVISIONAL, EditionState.OPEN)
        assert "official one" in after.note

    def test_a_closed_edition_stays_closed(self) -> None:
        after, _ = revise(edition("dspt-2025-26"), like_ours(), number=1)
        assert after.state is EditionState.CLOSED

    def test_the_deadline_is_no_surer_than_before(self) -> None:
        after, _ = revise(OURS, like_ours(), number=1)
        assert (after.deadline, after.deadline_certainty) == (OURS.deadline, OURS.deadline_certainty)


class TestRightEdition:
    @pytest.mark.parametrize(
        "name",
        [
            "Version9_26-27 CAT2 Cat3 and CAT4.xlsx",
            "2026-27.xlsx",
            "DSPT 2026_2027 v3.xlsx",
            "V9.xlsx",
            "download (2).xlsx",
            "my copy v2.xlsx",
            "sheet 2026-11-22.xlsx",
            "Assertions 26-7.xlsx",
        ],
    )
    def test_a_name_that_fits_or_says_nothing_passes(self, name: str) -> None:
        assert doubt_about_edition(OURS, like_ours(), name=name) == ""

    @pytest.mark.parametrize(
        "name",
        [
            "Version8_25-26 CAT2 Cat3 and CAT4.xlsx",
            "Assertions and Evidence Items 23-4 V6.xlsx",
            "dspt v8.xlsx",
            "2025-2026 list.xlsx",
        ],
    )
    def test_a_name_of_another_year_or_version_is_stopped(self, name: str) -> None:
        assert "Choose the matching edition" in doubt_about_edition(OURS, like_ours(), name=name)

    def test_far_fewer_or_far_more_than_expected_is_stopped(self) -> None:
        few = official(*(asked(f"1.1.{n}") for n in range(1, 10)))
        many = official(*(asked(f"{a}.{b}.1") for a in range(1, 11) for b in range(1, 12)))
        assert "not the whole list" in doubt_about_edition(OURS, few, name="x.xlsx")
        assert "not the whole list" in doubt_about_edition(OURS, many, name="x.xlsx")
