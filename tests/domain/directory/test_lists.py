"""Both national lists are read under every year's headings, and a bad row is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

import pytest

from havenkeep.directory.domain import codes
from havenkeep.directory.domain.codes import Place
from havenkeep.directory.domain.cqc_directory import CqcRow
from havenkeep.directory.domain.dspt_search import DsptRow
from havenkeep.directory.domain.files import ListKind, date_in_name, list_date, recognise
from havenkeep.directory.domain.reading import CannotImport, Refused, parse_day
from havenkeep.directory.domain.standing import Standing
from havenkeep.sheets.reading import Row, SheetLabel
from tests.directory.lists import CQC_HEADINGS, cqc_rows

HEADINGS_2023 = (
    "Code",
    "Organisation Name",
    "Status",
    "Date Of Publication",
    "Primary Sector",
    "Integrated Care Board (where available, from ODS)",
)
HEADINGS_2021 = ("Code", "Organisation Name", "Latest Status", "Date Of Publication", "Primary Sector")
HEADINGS_2019 = (
    "OrganisationName",
    "ODSCode",
    "PublicationStatus",
    "DateOfPublication",
    "PrimarySector",
    "CCG (from ODS and CQC)",
)


def entries(*sheets: Sequence[Sequence[str]]) -> list[DsptRow | CqcRow | Refused]:
    items: list[SheetLabel | Row] = []
    for number, rows in enumerate(sheets, start=1):
        items.append(SheetLabel(f"Sheet {number}"))
        items += [Row(at, tuple(row)) for at, row in enumerate(rows, start=1)]
    return list(recognise(items, name="list.csv").entries)


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (
            HEADINGS_2023,
            ("vn1ab", "OAK LODGE (VN1AB)", "22/23 Standards Met", "30/06/2023", "Social Care", ""),
        ),
        (HEADINGS_2021, ("VN1AB", "OAK LODGE", "22/23 Standards Met", "30/06/2023", "Social Care")),
        (HEADINGS_2019, ("OAK LODGE", "VN1AB", "22/23 Standards Met", "2023-06-30", "Social Care", "")),
    ],
)
def test_the_toolkits_list_is_read_under_every_years_headings(
    headings: Sequence[str], row: Sequence[str]
) -> None:
    (entry,) = entries([headings, row])
    assert isinstance(entry, DsptRow)
    assert (entry.ods_code, entry.name, entry.published_on) == ("VN1AB", "OAK LODGE", date(2023, 6, 30))
    assert (entry.status.standing, entry.status.year) == (Standing.MET, "2022-23")
    assert entry.social_care


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", "OAK", "Not Published", "", ""), "Row 2 has no ODS code that can be read"),
        (("=2+5", "OAK", "Not Published", "", ""), "Row 2 has no ODS code that can be read"),
        (("VN1AB", "", "Not Published", "", ""), "Row 2 (VN1AB) has no name"),
        (
            ("VN1AB", "OAK", "21/22 Standards Met", "31/02/2022", ""),
            "Row 2 (VN1AB) has a date that cannot be read",
        ),
        (("VN1AB", "OAK", "21/22 Standards Met", "soon", ""), "Row 2 (VN1AB) has a date that cannot be read"),
    ],
)
def test_a_bad_row_is_named_and_left_out(row: Sequence[str], said: str) -> None:
    (refused,) = entries([HEADINGS_2021, row])
    assert isinstance(refused, Refused)
    assert refused.sentence.startswith(said)


def test_a_code_that_comes_twice_counts_once() -> None:
    row = ("VN1AB", "OAK", "Not Published", "", "")
    first, second = entries([HEADINGS_2021, row, ("vn1ab", "OAK", "Not Published", "", "")])
    assert isinstance(first, DsptRow)
    assert isinstance(second, Refused)
    assert second.sentence == "Row 3 repeats VN1AB of row 2; the first counts."


def test_the_cqcs_list_is_found_behind_its_readme_and_before_its_other_sheets() -> None:
    readme = [("HSCA active locations",), ("Published monthly", "Name"), ("Contact us",)]
    links = [("Location ID", "Linked Organisation ID", "Relationship"), ("1-100000001", "1-100000002", "x")]
    found = entries(readme, [("Notes",), ("",), CQC_HEADINGS, *cqc_rows(3)], links)
    assert [type(entry) for entry in found] == [CqcRow] * 3


def test_a_cqc_row_gives_what_the_directory_needs() -> None:
    (entry,) = entries([CQC_HEADINGS, *cqc_rows(1)])
    assert entry == CqcRow(
        location_id="1-100000001",
        provider_id="1-200000001",
        ods_code="VN001",
        name="Thistlewick House 1",
        provider_name="Larkfield Care Ltd",
        town="Northwick",
        postcode="ZZ1 1AA",
        region="East Midlands",
        local_authority="Northwickshire",
        sector="Social Care Org",
        social_care=True,
        care_home=True,
        beds=21,
        dormant=False,
        service_types="Care home service with nursing; Care home service without nursing",
    )


def test_managers_and_telephone_numbers_of_the_cqcs_list_are_never_taken() -> None:
    sheet = [CQC_HEADINGS, *cqc_rows(5)]
    assert any("Robin Sample" in row for row in sheet)
    for entry in entries(sheet):
        told = " ".join(str(getattr(entry, field.name)) for field in fields(entry))
        assert "Robin Sample" not in told
        assert "01632" not in told
        assert "High Street" not in told


def test_the_short_form_of_the_cqcs_list_is_read_too() -> None:
    headings = (
        "Name",
        "Also known as",
        "Address",
        "Postcode",
        "Phone number",
        "Service types",
        "Provider name",
        "Local authority",
        "Region",
        "CQC Location ID (for office use only)",
        "CQC Provider ID (for office use only)",
    )
    row = (
        "Oak",
        "",
        "1 High Street",
        "zz1  1aa",
        "01632",
        "Nursing homes|Respite",
        "Larkfield",
        "N",
        "R",
        "1-100000001",
        "1-2",
    )
    (entry,) = entries([headings, row])
    assert isinstance(entry, CqcRow)
    assert (entry.location_id, entry.postcode, entry.service_types) == (
        "1-100000001",
        "ZZ1 1AA",
        "Nursing homes; Respite",
    )
    assert (entry.care_home, entry.beds, entry.provider_id) == (None, None, "")


def test_two_locations_with_one_ods_code_are_both_kept_and_the_second_stands_alone() -> None:
    first, second = cqc_rows(2)
    twin = list(second)
    twin[CQC_HEADINGS.index("Location ODS Code")] = "VN001"
    one, said, two = entries([CQC_HEADINGS, first, twin])
    assert isinstance(one, CqcRow)
    assert isinstance(two, CqcRow)
    assert (one.ods_code, two.ods_code) == ("VN001", "")
    assert isinstance(said, Refused)
    assert "has the ODS code VN001 of row 2; kept without the code" in said.sentence


def test_what_is_neither_list_is_refused_in_a_sentence() -> None:
    with pytest.raises(
        CannotImport, match=r"“list\.csv” is not a list we know\. Use the file from the toolkit's"
    ):
        entries([("Name", "Role"), ("Ada", "Carer")])


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("DSPT search results 09_09_2022 12_44_07.csv", date(2022, 9, 9)),
        ("01_July_2026_HSCA_Active_Locations.ods", date(2026, 7, 1)),
        ("1_Sept_2026_HSCA_Active_Locations.ods", date(2026, 9, 1)),
        ("09 March 2026 CQC directory.csv", date(2026, 3, 9)),
        ("list 2026-03-09.csv", date(2026, 3, 9)),
        ("DSPT search results 32_13_2022.csv", None),
        ("12_44_07.csv", None),
        ("list.csv", None),
    ],
)
def test_the_day_of_a_list_is_read_from_its_name(name: str, day: date | None) -> None:
    assert date_in_name(name) == day


def test_a_list_without_a_day_needs_one_and_a_day_to_come_is_refused() -> None:
    today, told = date(2026, 11, 22), date(2026, 11, 1)
    assert list_date(name="list.csv", told=told, today=today) == told
    assert list_date(name="list 2026-03-09.csv", told=told, today=today) == date(2026, 3, 9)
    with pytest.raises(CannotImport, match="does not say which day the list is of"):
        list_date(name="list.csv", told=None, today=today)
    with pytest.raises(CannotImport, match="dated 23/11/2026, which has not come yet"):
        list_date(name="list 2026-11-23.csv", told=None, today=today)


@pytest.mark.parametrize(
    "text", ["30/06/2022", "30/06/2022 14:05", "2022-06-30", "2022-06-30 00:00:00", "30 June 2022"]
)
def test_days_are_read_in_the_forms_that_the_lists_have_used(text: str) -> None:
    assert parse_day(text) == date(2022, 6, 30)


@pytest.mark.parametrize(
    ("code", "social_care", "place"),
    [
        ("VLKL3", True, Place.SITE),
        ("AYK6", True, Place.HEAD_OFFICE),
        ("C37T", True, Place.HEAD_OFFICE),
        ("8A759", True, Place.UNTOLD),
        ("A0D3L", True, Place.UNTOLD),
        ("A81001", False, Place.UNTOLD),
        ("VLKL3", False, Place.UNTOLD),
    ],
)
def test_site_and_head_office_are_told_by_the_form_of_a_social_care_code(
    code: str, social_care: bool, place: Place
) -> None:
    assert codes.place_of(code, social_care=social_care) is place


def test_every_kind_of_list_has_its_own_reader() -> None:
    assert {recognise([SheetLabel("s"), Row(1, HEADINGS_2021)], name="x").kind} == {ListKind.DSPT}
    assert {recognise([SheetLabel("s"), Row(1, tuple(CQC_HEADINGS))], name="x").kind} == {ListKind.CQC}
