"""Who has agreed to confidentiality: long-servers, volunteers and directors are never forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from havenkeep.evidence.domain.finding import FindingState
from havenkeep.joining.domain.contracts import (
    KIND_WORDS,
    PLURALS,
    Agreed,
    Bound,
    binding,
    clause_since,
    contracts_finding,
)
from havenkeep.joining.domain.papers import AgreementKind
from havenkeep.people.domain.engagement import Engagement

CONTRACT = Bound(engagement=Engagement.EMPLOYED, kind=AgreementKind.CONTRACT)
LONG_SERVER = Bound(engagement=Engagement.EMPLOYED, kind=None)
VOLUNTEER = Bound(engagement=Engagement.VOLUNTEER, kind=None)
DIRECTOR = Bound(engagement=Engagement.DIRECTOR, kind=None)


def test_everyone_bound_is_met_and_says_how() -> None:
    found = contracts_finding(
        [CONTRACT, Bound(engagement=Engagement.BANK, kind=AgreementKind.ADDENDUM)], recorded=True
    )
    assert found.state is FindingState.MET
    assert found.draft == "yes"
    assert found.sentence == (
        "All 2 people who work here, volunteers and directors included, have agreed in writing to keep data "
        "confidential, correct and safe (1 in their contract, 1 by a signed addendum)."
    )


def test_a_new_template_is_not_enough_while_one_long_server_never_signed() -> None:
    found = contracts_finding([CONTRACT] * 9 + [LONG_SERVER], recorded=True)
    assert found.state is FindingState.NOT_MET
    assert found.draft == ""
    assert (found.numerator, found.denominator) == (9, 10)
    assert found.sentence.endswith("1 has not: 1 employed.")


def test_volunteers_and_directors_count() -> None:
    found = contracts_finding([CONTRACT, VOLUNTEER, DIRECTOR, DIRECTOR], recorded=True)
    assert found.state is FindingState.NOT_MET
    assert found.sentence.endswith("3 have not: 1 volunteer, 2 directors or trustees.")


def test_nothing_recorded_and_nobody_listed_could_not_tell() -> None:
    assert contracts_finding([LONG_SERVER], recorded=False).state is FindingState.COULD_NOT_TELL
    assert contracts_finding([], recorded=False).state is FindingState.COULD_NOT_TELL


def test_an_agencys_terms_bind_its_people_only() -> None:
    terms = [Agreed(kind=AgreementKind.AGENCY_TERMS)]
    assert binding(terms, {Engagement.AGENCY}) is AgreementKind.AGENCY_TERMS
    assert binding(terms, {Engagement.AGENCY, Engagement.BANK}) is None
    both = [*terms, Agreed(kind=AgreementKind.ADDENDUM)]
    assert binding(both, {Engagement.AGENCY, Engagement.BANK}) is AgreementKind.ADDENDUM


def test_who_comes_from_an_agency_only_has_no_contract_with_the_home() -> None:
    since = date(2024, 1, 1)
    contract = [Agreed(kind=AgreementKind.CONTRACT, staff_since=since)]
    assert binding(contract, {Engagement.AGENCY}) is None
    assert binding(contract, {Engagement.AGENCY, Engagement.BANK}) is AgreementKind.CONTRACT


def test_volunteers_and_directors_have_agreements_and_everyone_else_a_contract() -> None:
    days = {"staff_since": date(2024, 1, 1), "others_since": date(2025, 1, 1)}
    assert clause_since([Engagement.VOLUNTEER], **days) == date(2025, 1, 1)
    assert clause_since([Engagement.VOLUNTEER, Engagement.BANK], **days) == date(2024, 1, 1)


def test_the_words_are_total() -> None:
    assert set(PLURALS) == set(Engagement)
    assert set(KIND_WORDS) == set(AgreementKind)


def test_a_contract_older_than_the_clause_binds_nobody_when_the_day_is_put_right_later() -> None:
    since = date(2024, 1, 1)

    def held(signed_on: date | None, **days: date) -> bool:
        return Agreed(kind=AgreementKind.CONTRACT, signed_on=signed_on, **days).binds({Engagement.EMPLOYED})

    assert held(since, staff_since=since)
    assert held(None, staff_since=since)
    assert not held(date(2023, 12, 31), staff_since=since)
    assert not held(date(2023, 12, 31), staff_since=since, others_since=date(2020, 1, 1))
    assert not held(since)


@pytest.mark.parametrize(
    ("have", "lack", "start"),
    [
        (0, 1, "The 1 person who works here has not yet agreed in writing"),
        (1, 0, "The 1 person who works here has agreed in writing"),
        (0, 2, "None of the 2 people who work here, volunteers and directors included, have agreed"),
        (1, 2, "1 of the 3 people who work here, volunteers and directors included, has agreed"),
        (2, 1, "2 of the 3 people who work here, volunteers and directors included, have agreed"),
    ],
)
def test_the_sentence_reads_well_for_any_number(have: int, lack: int, start: str) -> None:
    assert contracts_finding([CONTRACT] * have + [LONG_SERVER] * lack, recorded=True).sentence.startswith(
        start
    )
