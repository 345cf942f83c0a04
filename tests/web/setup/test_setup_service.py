from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.directory.actions import import_directory
from havenkeep.web.models import SetupDraft
from tests.world import AT

FILE = "DSPT search results 09_09_2022 12_44_07.csv"
HEADINGS = "Code,Organisation Name,Status,Date Of Publication,Primary Sector,Commissioner (From ODS)"
HOMES = (
    ("VLAAA", "THE LIMES", "21/22 Standards Met", "30/06/2022"),
    ("VLBBB", "THE LIMES", "20/21 Approaching Standards", "28/06/2021"),
    ("A9ZZ", "LIMES CARE LIMITED", "21/22 Standards Met", "01/06/2022"),
    ("VLCCC", "OAK LODGE", "", ""),
)


def _load(folder: Path, *rows: tuple[str, str, str, str]) -> None:
    file = folder / FILE
    lines = [",".join((*row, "Social Care", "")) for row in rows]
    file.write_text("\n".join([HEADINGS, *lines, ""]))
    import_directory(path=file, name=FILE, by=COMMAND_LINE, at=AT)


@pytest.fixture
def listed(tmp_path: Path) -> None:
    _load(tmp_path, *HOMES)


def _kept() -> dict[str, object]:
    kept: dict[str, object] = SetupDraft.objects.get().answers["service"]
    return kept


def _value_of(page: str, code: str) -> str:
    """Return what the radio button of the row with this code sends."""
    before = page[: page.index(f"{code}, ")]
    return before.rsplit('name="chosen"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def test_with_no_list_loaded_the_page_says_so_and_offers_to_type_it_in(keeper: Client) -> None:
    page = keeper.get("/setup/service/").content.decode()
    assert "No national list has been loaded on this computer" in page
    assert 'href="/setup/service/by-hand/"' in page
    assert 'name="q"' not in page


def test_services_of_one_name_are_told_apart_by_code_and_last_status(keeper: Client, listed: None) -> None:
    page = keeper.get("/setup/service/?q=the+limes").content.decode()
    assert "VLAAA, one site. Standards Met in 21/22, as the national list stood on 9 September 2022." in page
    assert "VLBBB, one site. Approaching Standards in 20/21" in page
    assert "The list does not say where they are" in page
    assert "Oak Lodge" not in page


def test_a_head_office_is_told_from_a_site(keeper: Client, listed: None) -> None:
    page = keeper.get("/setup/service/?q=limes").content.decode()
    assert "A9ZZ, head office." in page
    keeper.post("/setup/service/?q=limes", {"chosen": _value_of(page, "A9ZZ")})
    assert _kept()["code_kind"] == "head_office"


def test_choosing_one_keeps_its_code_and_goes_on(keeper: Client, listed: None) -> None:
    page = keeper.get("/setup/service/?q=VLBBB").content.decode()
    response = keeper.post("/setup/service/?q=VLBBB", {"chosen": _value_of(page, "VLBBB")})
    assert response.headers["Location"] == "/setup/publisher/"
    assert (_kept()["ods_code"], _kept()["code_kind"], _kept()["from_list"]) == ("VLBBB", "site", True)


def test_an_old_status_is_shown_with_its_day_and_never_filled_in(keeper: Client, listed: None) -> None:
    page = keeper.get("/setup/service/?q=VLAAA").content.decode()
    keeper.post("/setup/service/?q=VLAAA", {"chosen": _value_of(page, "VLAAA")})
    standing = keeper.get("/setup/standing/").content.decode()
    assert "Standards Met in 21/22, as the national list stood on 9 September 2022." in standing
    assert "It may have changed since" in standing
    assert " checked" not in standing


def test_the_status_of_a_service_bought_lately_is_not_shown_as_ours(keeper: Client, listed: None) -> None:
    page = keeper.get("/setup/service/?q=VLAAA").content.decode()
    chosen = {"chosen": _value_of(page, "VLAAA"), "bought_recently": "yes"}
    keeper.post("/setup/service/?q=VLAAA", chosen)
    assert "21/22" not in keeper.get("/setup/standing/").content.decode()


def test_details_can_be_mended_by_hand_without_losing_what_the_list_told(
    keeper: Client, listed: None
) -> None:
    page = keeper.get("/setup/service/?q=VLAAA").content.decode()
    keeper.post("/setup/service/?q=VLAAA", {"chosen": _value_of(page, "VLAAA")})
    keeper.post("/setup/service/by-hand/", {"name": "The Limes", "town": "Hull", "code": "VLAAA"})
    assert (_kept()["town"], _kept()["code_kind"]) == ("Hull", "site")
    keeper.post("/setup/service/by-hand/", {"name": "The Limes", "code": "VLXYZ"})
    assert (_kept()["ods_code"], _kept()["code_kind"]) == ("VLXYZ", "unknown")


def test_a_name_that_is_not_in_the_list_can_be_typed_in(keeper: Client, listed: None) -> None:
    page = keeper.get("/setup/service/?q=rose+cottage").content.decode()
    assert "Nothing in the list is called that." in page
    assert "Not in the list? Type it in" in page


@pytest.mark.parametrize("query", ["", "?q=", "?q=limes"])
def test_a_choice_that_was_not_offered_is_refused(keeper: Client, listed: None, query: str) -> None:
    response = keeper.post(f"/setup/service/{query}", {"chosen": "999999"})
    assert response.status_code == 200
    assert SetupDraft.objects.get().answers == {}


def test_choosing_nothing_says_what_to_do(keeper: Client, listed: None) -> None:
    page = keeper.post("/setup/service/?q=limes", {}).content.decode()
    assert page.count("Choose your service, or type it in") == 2


def test_a_search_takes_the_same_queries_for_one_and_for_many(
    keeper: Client, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = [(f"VM{number:03}", f"ELM COURT {number}", "", "") for number in range(40)]
    _load(tmp_path, *HOMES, *many)
    for query, shown in (("VLCCC", 1), ("elm", 15)):
        with django_assert_num_queries(5):  # session, open, draft, which lists, search
            page = keeper.get(f"/setup/service/?q={query}").content.decode()
        assert page.count('name="chosen"') == shown
    assert "There may be more" in page
