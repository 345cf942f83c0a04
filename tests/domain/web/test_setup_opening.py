from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from havenkeep.standards.domain.edition import Certainty, Level
from havenkeep.standards.domain.loading import edition
from havenkeep.web.setup.domain.choices import Publisher, ToolkitSignIn
from havenkeep.web.setup.domain.first_job import FirstJobKey
from havenkeep.web.setup.domain.opening import Opening, opening
from tests.domain.web.told import told

TODAY = date(2026, 11, 23)
THIS_YEAR = edition("dspt-2026-27")
WITHOUT_NHS = dict.fromkeys(("nhsmail", "gp_ordering", "gp_connect", "shared_record", "nhs_funded"), "no")


def opened(**changes: dict[str, Any]) -> Opening:
    return opening(told(**changes), edition=THIS_YEAR, on=TODAY)


@pytest.mark.parametrize(
    ("nhs", "needed"),
    [
        ({"nhsmail": "yes"}, Level.APPROACHING),
        ({"nhsmail": "yes", "gp_connect": "yes"}, Level.MET),
        (WITHOUT_NHS, None),
    ],
)
def test_what_is_used_of_the_nhs_decides_the_level(nhs: dict[str, str], needed: Level | None) -> None:
    assert opened(nhs=nhs).needed is needed


def test_not_sure_is_said_and_not_taken_for_no() -> None:
    unsure = opened(nhs=WITHOUT_NHS | {"gp_connect": "not_sure"})
    assert unsure.needed is None
    assert "cannot tell yet" in unsure.level


def test_the_deadline_comes_with_how_sure_we_are() -> None:
    page = opened()
    assert (page.by, page.by_certainty) == (date(2027, 6, 30), Certainty.INFERRED)


def test_approaching_is_open_only_to_who_has_never_published() -> None:
    assert opened(standing={"last": "never", "published_on": None}).approaching_open
    used_up = opened(standing={"last": "approaching"})
    assert not used_up.approaching_open
    assert any("once only" in line for line in used_up.watch)


def test_a_publication_before_the_year_opened_does_not_count_for_it() -> None:
    assert not opened(standing={"published_on": "2026-06-20"}).already_published
    assert opened(standing={"published_on": "2026-10-01"}).already_published


def test_a_count_that_differs_from_ours_trusts_the_toolkit() -> None:
    assert any("Trust your toolkit" in line for line in opened(standing={"mandatory": 44}).watch)
    assert not any("Trust your toolkit" in line for line in opened(standing={"mandatory": 45}).watch)


def test_a_service_bought_lately_is_warned_of_an_old_code() -> None:
    assert any("VLXYZ" in line for line in opened(service={"bought_recently": True}).watch)
    assert opened().watch == ()


def test_a_head_office_code_is_pointed_out() -> None:
    assert any("head office" in line for line in opened(service={"code_kind": "head_office"}).watch)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, FirstJobKey.ICO_NUMBER),
        ({"sign_in": {"sign_in": "shared"}}, FirstJobKey.ICO_NUMBER),
        ({"sign_in": {"sign_in": "left_with_someone"}}, FirstJobKey.RECOVER_SIGN_IN),
        ({"sign_in": {"sign_in": "never_registered"}}, FirstJobKey.REGISTER),
        ({"sign_in": {"sign_in": "not_sure"}}, FirstJobKey.FIND_SIGN_IN),
        (
            {"publisher": {"publisher": "head_office"}, "sign_in": {"sign_in": "not_sure"}},
            FirstJobKey.ASK_HEAD_OFFICE,
        ),
        ({"publisher": {"publisher": "not_sure"}}, FirstJobKey.ASK_WHO_PUBLISHES),
        (
            {"pressing": {"pressing": ["incident"]}, "publisher": {"publisher": "not_sure"}},
            FirstJobKey.INCIDENT,
        ),
    ],
)
def test_there_is_one_first_job(changes: dict[str, Any], key: FirstJobKey) -> None:
    assert opened(**changes).job.key is key


@pytest.mark.parametrize("publisher", Publisher)
@pytest.mark.parametrize("sign_in", ToolkitSignIn)
def test_every_situation_has_a_job_and_asking_comes_with_words(
    publisher: Publisher, sign_in: ToolkitSignIn
) -> None:
    job = opened(publisher={"publisher": publisher.value}, sign_in={"sign_in": sign_in.value}).job
    assert job.title
    assert job.why
    assert bool(job.ask) == bool(job.words)
    assert job.page or "Thistlewick House (code VLXYZ)" in job.words
