"""The lists that ship: how many rows, how sure, and what each row must carry."""

from __future__ import annotations

from datetime import date

import pytest

from havenkeep.standards.domain.edition import AnswerKind, Certainty, Edition, EditionState, Item, Level
from havenkeep.standards.domain.loading import UnknownEdition, edition, edition_in_force, editions

OLD, LAST, NOW = "dspt-2024-25", "dspt-2025-26", "dspt-2026-27"

CHECKS = {
    "privacy.ico_registration": {"1.1.1"},
    "governance.named_lead": {"1.1.5"},
    "governance.nhs_systems": {"HK.3"},
    "assessment.publication": {"HK.3"},
    "joining.induction": {"2.1.1"},
    "joining.contracts": {"2.2.1"},
    "needs.training_needs": {"3.1.1"},
    "training.everyone": {"3.2.1"},
    "training.leads": {"3.4.1"},
    "people.staff_list": {"4.1.1"},
}

READ_AS_MET = {"1.2.4", "1.3.2", "3.1.1", "3.2.1", "3.4.1", "4.3.1", "7.1.1", "7.1.2"}

# fmt: off
APPROACHING = {
    "1.1.1", "1.1.2", "1.1.3", "1.1.5", "1.3.1", "1.3.7", "1.3.8", "1.3.11", "1.3.12",
    "1.3.13", "1.4.1", "1.4.2", "1.4.3", "2.1.1", "2.2.1", "4.1.1", "4.2.4", "4.5.4",
    "6.1.1", "6.1.2", "6.1.3", "6.2.1", "7.3.1", "7.3.2", "10.1.2",
}
# fmt: on


def refs(items: tuple[Item, ...]) -> set[str]:
    return {item.ref for item in items}


@pytest.mark.parametrize(("edition_id", "mandatory"), [(OLD, 43), (LAST, 45), (NOW, 45)])
def test_an_edition_holds_as_many_mandatory_items_as_the_toolkit_counts(
    edition_id: str, mandatory: int
) -> None:
    found = edition(edition_id)
    assert len(found.mandatory) == mandatory == found.mandatory_count
    assert len(refs(found.items)) == len(found.items)


@pytest.mark.parametrize("edition_id", [OLD, LAST, NOW])
def test_twenty_five_of_the_twenty_six_approaching_items_are_named(edition_id: str) -> None:
    found = edition(edition_id)
    named = refs(tuple(item for item in found.items if item.level is Level.APPROACHING))
    assert named == APPROACHING
    assert found.approaching_count == 26


@pytest.mark.parametrize("edition_id", [OLD, LAST, NOW])
def test_the_unnamed_approaching_item_is_among_the_met_ones_nobody_has_read_as_met(edition_id: str) -> None:
    found = edition(edition_id)
    met = refs(tuple(item for item in found.mandatory if item.level is Level.MET))
    assert refs(found.approaching_candidates) == met - READ_AS_MET
    assert len(found.approaching_candidates) == 12


def test_the_older_edition_lacks_only_the_two_items_that_came_later() -> None:
    assert refs(edition(LAST).items) - refs(edition(OLD).items) == {"4.3.1", "7.1.1"}
    assert refs(edition(OLD).items) < refs(edition(LAST).items)


@pytest.mark.parametrize("ref", ["1.1.3", "1.1.5", "1.3.1"])
def test_reworded_items_ask_something_else_in_the_older_edition(ref: str) -> None:
    before, after = edition(OLD).by_ref[ref], edition(LAST).by_ref[ref]
    assert before.ask != after.ask
    assert before.why == after.why


def test_a_list_nobody_has_seen_confirms_nothing() -> None:
    found = edition(NOW)
    assert found.state is EditionState.PROVISIONAL
    assert found.deadline_certainty is Certainty.INFERRED
    for item in found.items:
        assert Certainty.CONFIRMED not in {item.certainty, item.level_certainty}
    assert "Nobody here has seen it" in found.note


@pytest.mark.parametrize("edition_id", [OLD, LAST, NOW])
def test_our_own_advice_is_never_passed_off_as_the_toolkits(edition_id: str) -> None:
    ours = [item for item in edition(edition_id).items if not item.mandatory]
    assert refs(tuple(ours)) == {"4.1.2", "6.3.2", "7.3.6", "HK.1", "HK.2", "HK.3"}
    for item in ours:
        assert item.level is Level.RECOMMENDED
        assert item.certainty is item.level_certainty is Certainty.OURS


@pytest.mark.parametrize("edition_id", [OLD, LAST, NOW])
def test_items_name_only_the_checks_that_exist(edition_id: str) -> None:
    named: dict[str, set[str]] = {}
    for item in edition(edition_id).items:
        for check in item.checks:
            named.setdefault(check, set()).add(item.ref)
    assert named == CHECKS


def test_an_item_is_found_by_the_other_number_that_guides_give_it() -> None:
    found = edition(LAST)
    assert found.by_ref["8.3.1"] is found.by_ref["8.3.5"]


def test_the_risk_paper_waits_for_the_question_on_supported_software() -> None:
    assert edition(LAST).by_ref["8.2.1"].depends_on == "8.1.4"


def test_how_to_set_an_item_aside_follows_from_the_kind_of_answer() -> None:
    by_kind: dict[AnswerKind, set[str]] = {}
    for item in edition(LAST).items:
        if item.not_applicable:
            by_kind.setdefault(item.kind, set()).add(item.not_applicable.how)
            assert item.not_applicable.say.startswith("Not applicable. ")
    assert {kind: len(ways) for kind, ways in by_kind.items()} == {
        AnswerKind.YES_NO: 1,
        AnswerKind.TEXT: 1,
        AnswerKind.DOCUMENT: 1,
    }
    assert len(set.union(*by_kind.values())) == 3


@pytest.mark.parametrize("edition_id", [OLD, LAST, NOW])
def test_every_topic_has_items_and_every_item_a_topic(edition_id: str) -> None:
    found = edition(edition_id)
    assert all(found.by_topic[topic.slug] for topic in found.topics)
    assert sum(map(len, found.by_topic.values())) == len(found.items)


def test_the_first_year_of_work_fits_what_homes_report() -> None:
    hours = sum(item.job.minutes for item in edition(LAST).mandatory) / 60
    assert 25 <= hours <= 42


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 1, 1), OLD),
        (date(2025, 8, 31), OLD),
        (date(2025, 9, 1), LAST),
        (date(2026, 8, 31), LAST),
        (date(2026, 9, 1), NOW),
        (date(2030, 1, 1), NOW),
    ],
)
def test_the_edition_in_force_is_the_one_that_opened_last(on: date, expected: str) -> None:
    assert edition_in_force(on=on).id == expected


def test_editions_are_read_once_and_come_oldest_first() -> None:
    assert editions() is editions()
    opened = [found.opens_on for found in editions().values()]
    assert opened == sorted(opened)
    assert all(found.opens_on < found.deadline for found in editions().values())


def test_an_unknown_edition_is_a_key_error_that_names_the_known_ones() -> None:
    with pytest.raises(UnknownEdition, match="no edition “dspt-1999”") as caught:
        edition("dspt-1999")
    assert isinstance(caught.value, KeyError)
    for known in (OLD, LAST, NOW):
        assert known in str(caught.value)


@pytest.mark.parametrize("found", editions().values(), ids=lambda found: found.id)
def test_every_row_says_where_it_comes_from(found: Edition) -> None:
    assert found.sources
    for item in found.items:
        assert item.sources, item.ref
        assert all(" " in source or "://" in source for source in item.sources)
