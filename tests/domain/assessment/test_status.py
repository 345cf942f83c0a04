from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from havenkeep.assessment.domain.answer import Origin
from havenkeep.assessment.domain.status import RULES, STATE_WORDS, Facts, ItemState
from havenkeep.evidence.domain.finding import FindingState
from havenkeep.standards.domain.edition import AnswerKind
from tests.domain.assessment.making import ON, answer, finding, item, proof, status

MET, NOT_MET = FindingState.MET, FindingState.NOT_MET
LAPSING, COULD_NOT_TELL = FindingState.LAPSING, FindingState.COULD_NOT_TELL


def test_every_combination_of_facts_has_a_state() -> None:
    names = Facts.__dataclass_fields__
    for values in product([False, True], repeat=len(names)):
        facts = Facts(**dict(zip(names, values, strict=True)))
        assert any(rule.applies(facts) for rule in RULES)


def test_every_state_has_words_and_a_rule() -> None:
    assert set(STATE_WORDS) == set(ItemState)
    assert {rule.state for rule in RULES} == set(ItemState)


def test_an_item_without_an_answer_is_to_do() -> None:
    assert status().state is ItemState.TO_DO


def test_records_that_find_it_met_draft_the_answer() -> None:
    found = status(findings=[finding(MET)])
    assert (found.state, found.draft, found.said, found.proven) == (ItemState.DRAFT, "yes", False, True)


def test_a_draft_is_not_said_until_a_person_confirms() -> None:
    found = status(answer=answer(confirmed=False))
    assert (found.state, found.said, found.ready) == (ItemState.DRAFT, False, False)


def test_last_years_answer_must_be_confirmed_again() -> None:
    found = status(answer=answer(confirmed=False, origin=Origin.CARRIED_FORWARD))
    assert (found.state, found.said) == (ItemState.CARRIED_FORWARD, False)
    assert status(answer=answer(origin=Origin.CARRIED_FORWARD)).state is ItemState.SAID


def test_a_no_is_work_to_do_and_not_said() -> None:
    found = status(answer=answer("no"))
    assert (found.state, found.said, found.ready) == (ItemState.TO_DO, False, False)


def test_records_against_a_yes_contradict_it() -> None:
    found = status(answer=answer(), findings=[finding(NOT_MET)], proofs=[proof()])
    assert (found.state, found.said, found.ready) == (ItemState.CONTRADICTED, True, False)


def test_one_check_against_it_is_enough() -> None:
    assert status(answer=answer(), findings=[finding(MET), finding(NOT_MET)]).state is ItemState.CONTRADICTED


def test_could_not_tell_never_lowers_and_never_proves() -> None:
    found = status(answer=answer(), findings=[finding(COULD_NOT_TELL)])
    assert (found.state, found.ready, found.proven) == (ItemState.SAID, True, False)
    mixed = status(answer=answer(), findings=[finding(MET), finding(COULD_NOT_TELL)])
    assert (mixed.state, mixed.proven) == (ItemState.SAID, False)


def test_not_applicable_stands_unless_the_records_know_better() -> None:
    aside = answer("", not_applicable=True)
    assert status(answer=aside).state is ItemState.NOT_APPLICABLE
    assert status(answer=aside, findings=[finding(FindingState.NOT_APPLICABLE)]).ready
    assert status(answer=aside, findings=[finding(MET)]).state is ItemState.CONTRADICTED


def test_a_written_answer_must_name_what_the_records_know() -> None:
    asks = item(kind=AnswerKind.TEXT)
    known = finding(MET, expects="ZA123456")
    assert status(asks, answer=answer("Our number is za 123456."), findings=[known]).state is ItemState.PROVEN
    assert status(asks, answer=answer("ZA999999"), findings=[known]).state is ItemState.CONTRADICTED


def test_proof_in_date_shows_and_old_proof_lowers_by_itself() -> None:
    ended = ON - timedelta(days=1)
    assert status(answer=answer(), proofs=[proof(date(2030, 1, 1))]).state is ItemState.SHOWN
    old = status(answer=answer(), proofs=[proof(ended)])
    assert (old.state, old.said, old.ready, old.to_confirm) == (ItemState.DRAFT, True, False, False)
    assert status(answer=answer(), proofs=[proof(ended), proof()]).state is ItemState.SHOWN
    assert status(answer=answer(), proofs=[proof(ended)], findings=[finding(MET)]).state is ItemState.PROVEN


@pytest.mark.parametrize("days", [0, 60])
def test_what_ends_within_sixty_days_is_lapsing_and_still_ready(days: int) -> None:
    soon = ON + timedelta(days=days)
    by_proof = status(answer=answer(), proofs=[proof(soon)])
    by_record = status(answer=answer(), findings=[finding(LAPSING, lapses_on=soon)])
    assert by_proof.lapses_on == by_record.lapses_on == soon
    assert by_record.state is ItemState.LAPSING
    assert by_record.proven
    assert (by_proof.state is ItemState.LAPSING) == (days < 60)
    assert by_proof.ready


@pytest.mark.parametrize("state", [MET, LAPSING])
def test_a_text_item_drafts_the_words_of_the_record(state: FindingState) -> None:
    assert status(item(kind=AnswerKind.TEXT), findings=[finding(state, draft="ZA123456")]).draft == "ZA123456"
    assert status(item(kind=AnswerKind.TEXT), findings=[finding(COULD_NOT_TELL, draft="Z")]).draft == ""
