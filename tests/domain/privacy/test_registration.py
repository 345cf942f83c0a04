"""The ICO registration, judged on a day."""

from __future__ import annotations

from datetime import date

import pytest

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.privacy.domain.fees import fees
from havenkeep.privacy.domain.registration import (
    BadNumber,
    Ours,
    read_number,
    registration_finding,
    same_company,
)

ON = date(2026, 11, 23)
AHEAD = date(2027, 10, 1)


def found(*, ends_on: date | None = AHEAD, ours: Ours | None = Ours.YES) -> Finding:
    return registration_finding(
        number="ZA123456", holder="Larkfield Care Ltd", ends_on=ends_on, ours=ours, on=ON
    )


@pytest.mark.parametrize("typed", ["ZA123456", "za 123 456", " ZA-123456 ", "za.123.456"])
def test_a_number_is_read_however_it_was_typed(typed: str) -> None:
    assert read_number(typed) == "ZA123456"


@pytest.mark.parametrize("typed", ["", "123456", "ZA12345", "ZA1234567", "AZ123456", "ZA12345６"])
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadNumber, match="such as ZA123456"):
        read_number(typed)


def test_our_own_number_in_date_is_met_and_drafts_itself() -> None:
    finding = found()
    assert finding.state is FindingState.MET
    assert finding.draft == finding.expects == "ZA123456"


@pytest.mark.parametrize(
    ("ends_on", "ours", "state"),
    [
        (date(2027, 1, 22), Ours.YES, FindingState.LAPSING),
        (date(2027, 1, 23), Ours.YES, FindingState.MET),
        (ON, Ours.YES, FindingState.LAPSING),
        (date(2026, 11, 22), Ours.YES, FindingState.NOT_MET),
        (None, Ours.YES, FindingState.COULD_NOT_TELL),
        (AHEAD, Ours.NO, FindingState.NOT_MET),
        (AHEAD, Ours.NOT_SURE, FindingState.COULD_NOT_TELL),
        (date(2026, 11, 22), Ours.NOT_SURE, FindingState.NOT_MET),
        (AHEAD, None, FindingState.MET),
    ],
)
def test_the_end_and_whose_it_is_decide(ends_on: date | None, ours: Ours | None, state: FindingState) -> None:
    assert found(ends_on=ends_on, ours=ours).state is state


@pytest.mark.parametrize("ours", [Ours.NO, Ours.NOT_SURE])
def test_a_number_that_may_be_the_last_owners_drafts_no_answer(ours: Ours) -> None:
    assert found(ours=ours).draft == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Larkfield Care Ltd", "LARKFIELD CARE LIMITED", True),
        ("The Larkfield Care Co. Ltd", "Larkfield Care", True),
        ("Larkfield & Sons", "Larkfield and Sons", True),
        ("Larkfield Care Ltd", "Meadowgate Care Ltd", False),
        ("Larkfield Care Ltd", "Larkfield Homes Ltd", False),
    ],
)
def test_two_spellings_of_one_company_are_one(one: str, other: str, same: bool) -> None:
    assert same_company(one, other) is same


def test_the_fees_rise_and_say_where_they_come_from() -> None:
    known = fees()
    pounds = [tier.pounds for tier in known.tiers]
    assert pounds == sorted(set(pounds))
    assert known.source
    assert known.unchecked
