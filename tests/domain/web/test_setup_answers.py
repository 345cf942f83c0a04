from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.organisations.domain.kinds import KIND_TITLES
from havenkeep.standards.domain.words import ServiceKind
from havenkeep.web.setup.domain import choices
from havenkeep.web.setup.domain.people import (
    SORTS,
    PeopleCounts,
    Sort,
    fee_sentence,
    may_be_missing,
    missing_sentence,
)
from havenkeep.web.setup.domain.questions import BY_NAME, QUESTIONS, Asked, before, number
from havenkeep.web.setup.domain.reading import (
    READERS,
    BadAnswer,
    first_unanswered,
    read_code,
    read_postcode,
    read_so_far,
    read_whole,
)
from havenkeep.web.setup.domain.summary import said
from tests.domain.web.told import kept, told

NAMES = sorted({"visit_on", "mandatory", "town", *(name for answer in kept().values() for name in answer)})


def test_there_are_ten_questions_and_each_has_a_reader_and_a_place() -> None:
    assert len(QUESTIONS) == 10
    assert set(READERS) == set(BY_NAME) == set(Asked)
    assert [number(question.asked) for question in QUESTIONS] == list(range(1, 11))
    assert before(Asked.SERVICE) is None
    assert before(Asked.PUBLISHER) == QUESTIONS[0]


@pytest.mark.parametrize(
    ("words", "table"),
    [
        (choices.Publisher, choices.PUBLISHERS),
        (choices.ToolkitSignIn, choices.SIGN_INS),
        (choices.LastStanding, choices.LAST_STANDINGS),
        (choices.Having, choices.HAVINGS),
        (choices.CareRecords, choices.CARE_RECORDS),
        (choices.Mail, choices.MAILS),
        (choices.Fixer, choices.FIXERS),
        (choices.Pressing, choices.PRESSINGS),
        (choices.TenMinutes, choices.TEN_MINUTES),
        (Sort, SORTS),
        (ServiceKind, KIND_TITLES),
    ],
)
def test_every_word_can_be_chosen(words: Any, table: Any) -> None:
    assert set(table) == set(words)


def test_all_ten_answers_become_types() -> None:
    answers = told()
    assert answers.service.ods_code == "VLXYZ"
    assert answers.standing.published_on == date(2026, 6, 20)
    assert answers.nhs.uses["nhsmail"] is Use.YES
    assert answers.people.counts.total == 46
    assert answers.duties.holders[Duty.LEAD].name == "Lena Reed"
    assert Duty.DEPUTY not in answers.duties.holders


def test_nothing_is_needed_but_what_a_page_must_know() -> None:
    answers = read_whole(
        {
            "service": {"name": "Thistlewick House"},
            "publisher": {"publisher": "not_sure"},
            "sign-in": {"sign_in": "not_sure"},
            "standing": {"last": "not_sure"},
            "nhs": {},
            "people": {"kind": "home_care"},
            "duties": {},
            "havings": {"has": ["not_sure"]},
            "computing": {},
            "pressing": {"pressing": ["none"]},
        }
    )
    assert set(answers.nhs.uses.values()) == {Use.NOT_SURE}
    assert answers.nhs.uses.keys() == nhs_systems().keys()
    assert answers.computing.own_phones is None
    assert answers.people.counts.total == 0


@pytest.mark.parametrize(
    ("asked", "raw", "field"),
    [
        (Asked.SERVICE, {"name": "  "}, "name"),
        (Asked.SERVICE, {"name": "Oak", "postcode": "LS1"}, "postcode"),
        (Asked.PUBLISHER, {"publisher": "the King"}, "publisher"),
        (Asked.PUBLISHER, {"publisher": ["us"]}, "publisher"),
        (Asked.STANDING, {"last": "never", "published_on": "2026-06-20"}, "published_on"),
        (Asked.STANDING, {"last": "met", "published_on": "last June"}, "published_on"),
        (Asked.PEOPLE, {"kind": "hotel"}, "kind"),
        (Asked.DUTIES, {"deputy_job": "Senior"}, "deputy_name"),
        (Asked.HAVINGS, {"has": []}, "has"),
        (Asked.HAVINGS, {"has": ["nothing", "folders"]}, "has"),
        (Asked.COMPUTING, {"mail": ["none", "nhsmail"]}, "mail"),
        (Asked.PRESSING, {"pressing": ["none", "sale"]}, "pressing"),
    ],
)
def test_a_bad_answer_names_its_box_and_says_what_to_do(
    asked: Asked, raw: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadAnswer) as refused:
        READERS[asked](raw)
    assert refused.value.field == field
    assert len(refused.value.sentence.split()) >= 4


def test_what_cannot_be_read_any_more_is_asked_again() -> None:
    so_far = read_so_far(kept(publisher={"publisher": "a word from an older release"}))
    assert first_unanswered(so_far) is Asked.PUBLISHER
    assert first_unanswered(read_so_far(kept())) is None
    assert first_unanswered({}) is Asked.SERVICE


@given(
    st.dictionaries(
        st.sampled_from([asked.value for asked in Asked]),
        st.dictionaries(st.sampled_from(NAMES), st.none() | st.integers() | st.text() | st.lists(st.text())),
    )
)
def test_no_kept_draft_can_break_the_journey(anything: dict[str, Any]) -> None:
    read_so_far(anything)


@pytest.mark.parametrize(
    ("typed", "is_read_as"), [(" ls14dy", "LS1 4DY"), ("EC1A 1BB", "EC1A 1BB"), ("", "")]
)
def test_a_postcode_is_read_however_it_is_typed(typed: str, is_read_as: str) -> None:
    assert read_postcode(typed) == is_read_as


def test_a_code_is_told_from_a_cqc_number() -> None:
    assert read_code("vlxyz") == {"ods_code": "VLXYZ"}
    assert read_code("1-123456789") == {"cqc_location_id": "1-123456789"}
    assert read_code("  ") == {}
    with pytest.raises(BadAnswer, match="leave it empty"):
        read_code("the one on the certificate")


@pytest.mark.parametrize(("people", "missing"), [(0, 0), (1, 0), (19, 0), (20, 1), (39, 1), (40, 2), (46, 2)])
def test_below_twenty_people_nobody_may_be_missing(people: int, missing: int) -> None:
    assert may_be_missing(people) == missing


@given(st.integers(min_value=1, max_value=5000))
def test_one_more_missing_would_be_below_95_percent(people: int) -> None:
    missing = may_be_missing(people)
    assert 100 * (people - missing) >= 95 * people
    assert 100 * (people - missing - 1) < 95 * people


@pytest.mark.parametrize(
    ("employed", "band"), [(8, "lowest band"), (30, "middle band"), (400, "highest band")]
)
def test_the_likely_fee_band_follows_the_number_of_staff(employed: int, band: str) -> None:
    assert band in fee_sentence(PeopleCounts(by_sort={Sort.EMPLOYED: employed}))


def test_without_numbers_nothing_is_said_about_them() -> None:
    assert missing_sentence(PeopleCounts(by_sort={})) == fee_sentence(PeopleCounts(by_sort={})) == ""


def test_every_answer_can_be_said_back() -> None:
    answers = read_so_far(kept())
    lines = {asked: said(asked, answer) for asked, answer in answers.items()}
    assert all(lines.values())
    assert "Leads on data security and protection: Lena Reed, Deputy manager" in lines[Asked.DUTIES]
    assert lines[Asked.SERVICE][0] == "Thistlewick House"
