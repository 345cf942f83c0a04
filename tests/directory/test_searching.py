"""A manager finds her service by whatever she remembers of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.directory.actions import import_directory
from havenkeep.directory.domain.codes import Place
from havenkeep.directory.queries import by_codes, get, search
from tests.directory.lists import CQC_NAME, DSPT_NAME, cqc, cqc_row, dspt, put

pytestmark = pytest.mark.django_db

LISTED = [
    ("VN001", "THE LIMES (VN001)", "21/22 Standards Met", "30/06/2022"),
    ("VN002", "THE LIMES", "Not Published", ""),
    ("AB12", "LIMES CARE LIMITED", "21/22 Standards Exceeded", "30/06/2022"),
    ("G1234", "THE LIMES SURGERY", "21/22 Standards Met", "30/06/2022", "General Practice (GP)"),
    ("VN003", "ST JOSEPH'S & ROSE HOUSE", "20/21 Entry Level", "01/02/2021"),
    ("VN004", "OAK LODGE AT THE LIMES", "Not Published", ""),
    ("8A738Closed", "PRIMECARE", "Not Published", ""),
    ("LIMES", "SOMETHING ELSE", "Not Published", "", "Company"),
]


@pytest.fixture(autouse=True)
def lists(db: None, tmp_path: Path) -> None:
    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    registered = [
        cqc_row(1, name="The Limes", town="Northwick"),
        cqc_row(2, name="The Limes", town="Southwick", provider="Meadowgate Care Ltd"),
        cqc_row(7, code="", name="Brookside"),
    ]
    for content, name in ((dspt(*LISTED), DSPT_NAME), (cqc(registered), f"{CQC_NAME}.csv")):
        import_directory(path=put(tmp_path, content, "upload"), name=name, by=COMMAND_LINE, at=at)


def found(text: str, limit: int = 20) -> list[str]:
    return [match.ods_code or match.cqc_location_id for match in search(text=text, limit=limit)]


def test_social_care_comes_first_and_the_very_name_before_longer_ones() -> None:
    assert found("the limes") == ["VN001", "VN002", "VN004", "AB12", "LIMES", "G1234"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("limes lodge", ["VN004"]),
        ("LODGE   oak", ["VN004"]),
        ("saint josephs", ["VN003"]),
        ("st joseph’s and rose", ["VN003"]),
        ("rose & joseph", ["VN003"]),
        ("jose", ["VN003"]),
        ("osephs", []),
        ("limes southwick", ["VN002"]),
        ("vn003", ["VN003"]),
        ("8a738closed", ["8A738CLOSED"]),
        ("1-100000007", ["1-100000007"]),
        ("brookside zz11aa", ["1-100000007"]),
        ("brookside ZZ1 1AA", ["1-100000007"]),
        ("limes zz1", ["VN001", "VN002"]),
        ("nothing of the kind", []),
        ("", []),
        ("%", []),
        ("_", []),
    ],
)
def test_it_is_found_by_words_codes_towns_and_postcodes(text: str, codes: list[str]) -> None:
    assert found(text) == codes


def test_an_exact_code_comes_before_everything_even_outside_social_care() -> None:
    assert found("limes")[0] == "LIMES"


def test_those_of_one_name_are_told_apart() -> None:
    first, second = search(text="the limes", limit=2)
    assert first.name == second.name == "The Limes"
    assert first.told_apart_by == "VN001, one site, Northwick ZZ1 1AA, run by Larkfield Care Ltd"
    assert second.told_apart_by == "VN002, one site, Southwick ZZ1 1AA, run by Meadowgate Care Ltd"
    (head_office,) = search(text="ab12")
    assert (head_office.place, head_office.told_apart_by) == (Place.HEAD_OFFICE, "AB12, head office")


def test_a_match_says_its_status_with_the_day_of_the_list_and_is_never_current_for_an_old_one() -> None:
    (match,) = search(text="vn001")
    assert match.status_sentence == "Standards Met in 21/22, as the national list stood on 9 September 2022."
    assert match.is_current(on=date(2022, 9, 30))
    assert not match.is_current(on=date(2026, 11, 22))


def test_no_more_than_asked_for_are_given() -> None:
    assert len(found("limes", limit=3)) == 3


def test_a_search_takes_one_query_however_much_is_found(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for text in ("limes", "vn001", "brookside", "nothing"):
        with django_assert_num_queries(1):
            for match in search(text=text):
                assert match.status_sentence
    with django_assert_num_queries(0):
        assert search(text=" ?! ") == []


def test_many_codes_are_looked_up_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        looked_up = by_codes(ods_codes=["vn001", "VN003", "VN999", ""])
    assert {code: match.name for code, match in looked_up.items()} == {
        "VN001": "The Limes",
        "VN003": "St Joseph's & Rose House",
    }


def test_a_choice_is_looked_up_again_by_its_key() -> None:
    (match,) = search(text="vn003")
    assert get(pk=match.pk) == match
    assert get(pk=10**9) is None
