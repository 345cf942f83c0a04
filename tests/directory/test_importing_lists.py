"""A national list comes in whole or not at all, and again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.audit.models import Event
from havenkeep.directory.actions import ImportReport, import_directory
from havenkeep.directory.domain.files import ListKind
from havenkeep.directory.domain.reading import CannotImport
from havenkeep.directory.models import DirectoryFile, Organisation
from havenkeep.directory.queries import by_codes, kept_lists
from havenkeep.sheets.reading import Unreadable
from tests.directory.lists import CQC_NAME, DSPT_NAME, cqc, cqc_row, cqc_rows, dspt, put

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OAK = ("VN001", "OAK LODGE (VN001)", "21/22 Standards Met", "30/06/2022")
ELM = ("AB12", "ELM CARE LIMITED", "Not Published", "")
NEWER = "DSPT search results 01_11_2026 09_00_00.csv"
OLDER = "DSPT search results 01_11_2020 09_00_00.csv"

pytestmark = pytest.mark.django_db

TakeIn = Callable[..., ImportReport]


@pytest.fixture
def take_in(tmp_path: Path) -> TakeIn:
    def importing(content: bytes, name: str, dated_on: date | None = None) -> ImportReport:
        path = put(tmp_path, content, "upload")
        return import_directory(path=path, name=name, by=COMMAND_LINE, at=AT, dated_on=dated_on)

    return importing


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.added, report.changed, report.unchanged


def rows(*fields: str) -> list[Sequence[object]]:
    return list(Organisation.objects.order_by("pk").values_list(*fields))


def test_the_toolkits_list_is_taken_in_and_reported(take_in: TakeIn) -> None:
    report = take_in(dspt(OAK, ELM), DSPT_NAME)
    assert (report.kind, report.dated_on, counts(report)) == (ListKind.DSPT, date(2022, 9, 9), (2, 0, 0))
    assert (report.errors, report.rows_with_errors) == ((), 0)
    assert rows("ods_code", "name", "standing", "status_year", "published_on", "is_social_care", "place") == [
        ("VN001", "Oak Lodge", "met", "2021-22", date(2022, 6, 30), True, "site"),
        ("AB12", "Elm Care Limited", "not_published", "", None, True, "head_office"),
    ]


def test_the_same_list_again_changes_nothing(take_in: TakeIn) -> None:
    take_in(dspt(OAK, ELM), DSPT_NAME)
    before = rows("pk", "ods_code", "dspt_file")
    assert counts(take_in(dspt(OAK, ELM), DSPT_NAME)) == (0, 0, 2)
    assert rows("pk", "ods_code", "dspt_file") == before
    assert DirectoryFile.objects.count() == 1


def test_a_newer_list_changes_what_changed_and_dates_everything_it_names(take_in: TakeIn) -> None:
    take_in(dspt(OAK, ELM), DSPT_NAME)
    before = dict(Organisation.objects.values_list("ods_code", "pk"))
    moved_on = ("VN001", "OAK LODGE", "2025-26 Standards Exceeded", "01/06/2026")
    assert counts(take_in(dspt(moved_on, ELM, ("VN003", "ASH", "Not Published", "")), NEWER)) == (1, 1, 1)
    oak, elm = by_codes(ods_codes=["VN001", "AB12"])["VN001"], by_codes(ods_codes=["AB12"])["AB12"]
    assert (oak.pk, elm.pk) == (before["VN001"], before["AB12"])
    assert (
        oak.status_sentence == "Standards Exceeded in 25/26, as the national list stood on 1 November 2026."
    )
    assert elm.status_sentence == "Nothing published, as the national list stood on 1 November 2026."


def test_an_older_list_adds_what_is_missing_and_overwrites_nothing(take_in: TakeIn) -> None:
    take_in(dspt(OAK), DSPT_NAME)
    stale = ("VN001", "OLD NAME", "19/20 Entry Level", "01/01/2020")
    assert counts(take_in(dspt(stale, ELM), OLDER)) == (1, 0, 1)
    found = by_codes(ods_codes=["VN001", "AB12"])
    assert found["VN001"].status_sentence.startswith(
        "Standards Met in 21/22, as the national list stood on 9 Sept"
    )
    assert found["AB12"].status_sentence.endswith("as the national list stood on 1 November 2020.")


def test_what_a_newer_list_no_longer_names_keeps_its_old_date(take_in: TakeIn) -> None:
    take_in(dspt(OAK, ELM), DSPT_NAME)
    take_in(dspt(ELM), NEWER)
    oak = by_codes(ods_codes=["VN001"])["VN001"]
    assert oak.status_dated_on == date(2022, 9, 9)
    assert not oak.is_current(on=date(2026, 11, 22))


def test_bad_rows_are_named_and_the_rest_is_kept(take_in: TakeIn) -> None:
    report = take_in(dspt(OAK, ("", "NAMELESS", "", ""), ("VN003", "ASH", "x", "31/02/2022")), DSPT_NAME)
    assert (counts(report), report.rows_with_errors) == ((1, 0, 0), 2)
    assert [sentence.split(" ", 2)[:2] for sentence in report.errors] == [["Row", "3"], ["Row", "4"]]


def test_of_very_many_bad_rows_a_hundred_are_named_and_all_counted(take_in: TakeIn) -> None:
    report = take_in(dspt(OAK, *[("", "NAMELESS", "", "")] * 150), DSPT_NAME)
    assert (len(report.errors), report.rows_with_errors) == (100, 150)


@pytest.mark.parametrize("kind", ["ods", "xlsx", "csv"])
def test_the_cqcs_list_is_taken_in_from_every_kind_of_file(take_in: TakeIn, kind: str) -> None:
    report = take_in(cqc(cqc_rows(50), kind=kind), f"{CQC_NAME}.{kind}")
    assert (report.kind, report.dated_on, counts(report)) == (ListKind.CQC, date(2026, 7, 1), (50, 0, 0))
    match = by_codes(ods_codes=["vn007"])["VN007"]
    assert (match.name, match.beds, match.care_home, match.dormant) == (
        "Thistlewick House 7",
        27,
        True,
        False,
    )
    assert match.told_apart_by == "VN007, one site, Northwick ZZ1 1AA, run by Larkfield Care Ltd"
    assert match.status_sentence == "The national list that is kept here does not name this service."
    assert not match.is_current(on=date(2026, 7, 1))


def test_nothing_of_managers_or_telephones_reaches_the_database(take_in: TakeIn) -> None:
    take_in(cqc(cqc_rows(3)), f"{CQC_NAME}.csv")
    for row in Organisation.objects.values():
        assert "Robin" not in str(row)
        assert "01632" not in str(row)


@pytest.mark.parametrize("lists", [("dspt", "cqc"), ("cqc", "dspt")])
def test_both_lists_meet_on_the_ods_code_whichever_comes_first(
    take_in: TakeIn, lists: tuple[str, str]
) -> None:
    files = {"dspt": (dspt(OAK), DSPT_NAME), "cqc": (cqc([cqc_row(1)]), f"{CQC_NAME}.csv")}
    added = [counts(take_in(*files[name])) for name in lists]
    assert added == [(1, 0, 0), (0, 1, 0)]
    match = by_codes(ods_codes=["VN001"])["VN001"]
    assert (match.name, match.town, match.cqc_location_id) == (
        "Thistlewick House 1",
        "Northwick",
        "1-100000001",
    )
    assert (match.status_dated_on, match.cqc_dated_on) == (date(2022, 9, 9), date(2026, 7, 1))
    assert [counts(take_in(*files[name])) for name in lists] == [(0, 0, 1), (0, 0, 1)]


def test_a_location_without_a_code_stands_on_its_number_until_it_gets_one(take_in: TakeIn) -> None:
    take_in(dspt(OAK), DSPT_NAME)
    take_in(cqc([cqc_row(1, code="")]), f"{CQC_NAME}.csv")
    assert rows("ods_code", "cqc_location_id") == [("VN001", None), (None, "1-100000001")]
    take_in(cqc([cqc_row(1)]), "01_August_2026_HSCA_Active_Locations.csv")
    assert rows("ods_code", "cqc_location_id", "town") == [("VN001", "1-100000001", "Northwick")]


def test_a_location_keeps_the_code_it_had_when_a_list_leaves_it_out(take_in: TakeIn) -> None:
    take_in(cqc([cqc_row(1)]), f"{CQC_NAME}.csv")
    take_in(cqc([cqc_row(1, code="")]), "01_August_2026_HSCA_Active_Locations.csv")
    assert rows("ods_code", "cqc_location_id") == [("VN001", "1-100000001")]


def test_a_location_that_changes_its_code_leaves_the_toolkits_row_behind(take_in: TakeIn) -> None:
    take_in(dspt(OAK), DSPT_NAME)
    take_in(cqc([cqc_row(1)]), f"{CQC_NAME}.csv")
    take_in(cqc([cqc_row(1, code="VN009")]), "01_August_2026_HSCA_Active_Locations.csv")
    assert rows("ods_code", "cqc_location_id", "name", "town") == [
        ("VN001", None, "Oak Lodge", ""),
        ("VN009", "1-100000001", "Thistlewick House 1", "Northwick"),
    ]


def test_a_code_that_only_the_cqc_knew_is_changed_in_place(take_in: TakeIn) -> None:
    take_in(cqc([cqc_row(1)]), f"{CQC_NAME}.csv")
    take_in(cqc([cqc_row(1, code="VN009")]), "01_August_2026_HSCA_Active_Locations.csv")
    assert rows("ods_code", "cqc_location_id") == [("VN009", "1-100000001")]


def test_locations_that_swap_their_codes_swap_their_rows(take_in: TakeIn) -> None:
    take_in(cqc(cqc_rows(2)), f"{CQC_NAME}.csv")
    swapped = [cqc_row(1, code="VN002"), cqc_row(2, code="VN001")]
    take_in(cqc(swapped), "01_August_2026_HSCA_Active_Locations.csv")
    assert sorted(Organisation.objects.values_list("ods_code", "cqc_location_id")) == [
        ("VN001", "1-100000002"),
        ("VN002", "1-100000001"),
    ]


def test_a_sale_gives_the_code_a_new_location_and_the_old_one_goes_with_it(take_in: TakeIn) -> None:
    take_in(dspt(OAK), DSPT_NAME)
    take_in(cqc([cqc_row(1)]), f"{CQC_NAME}.csv")
    sold = cqc_row(1, location="1-100000099", provider="Meadowgate Care Ltd")
    take_in(cqc([sold]), "01_August_2026_HSCA_Active_Locations.csv")
    assert rows("ods_code", "cqc_location_id", "provider_name") == [
        ("VN001", "1-100000099", "Meadowgate Care Ltd")
    ]


def test_the_old_location_of_a_code_stands_alone_while_the_list_still_has_it(take_in: TakeIn) -> None:
    take_in(cqc([cqc_row(1)]), f"{CQC_NAME}.csv")
    without = cqc_row(1, code="")
    take_in(cqc([without]), "01_August_2026_HSCA_Active_Locations.csv")
    both = [without, cqc_row(1, location="1-100000099")]
    take_in(cqc(both), "01_September_2026_HSCA_Active_Locations.csv")
    assert sorted(Organisation.objects.values_list("cqc_location_id", "ods_code")) == [
        ("1-100000001", None),
        ("1-100000099", "VN001"),
    ]


def test_the_same_bytes_under_another_day_are_one_list_of_the_day_said_last(take_in: TakeIn) -> None:
    take_in(dspt(OAK), DSPT_NAME)
    assert counts(take_in(dspt(OAK), NEWER)) == (0, 0, 1)
    assert [kept.dated_on for kept in kept_lists()] == [date(2026, 11, 1)]


def test_the_event_is_kept_with_the_names_of_what_changed_only(take_in: TakeIn) -> None:
    take_in(dspt(OAK), DSPT_NAME)
    event = Event.objects.get(event="directory.imported")
    assert (event.stream, event.subject) == (
        "instance",
        f"directory.directoryfile:{DirectoryFile.objects.get().pk}",
    )
    assert event.fields == ["kind", "rows"]


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"", DSPT_NAME, Unreadable),
        (b"%PDF-1.7", DSPT_NAME, Unreadable),
        (b"Name,Role\r\nAda,Carer\r\n", DSPT_NAME, CannotImport),
        (dspt(), DSPT_NAME, CannotImport),
        (dspt(("", "x", "", "")), DSPT_NAME, CannotImport),
        (dspt(OAK), "list.csv", CannotImport),
        (dspt(OAK), "DSPT search results 09_09_2092 12_44_07.csv", CannotImport),
        (cqc(cqc_rows(5), kind="ods")[:-200], f"{CQC_NAME}.ods", Unreadable),
    ],
)
def test_what_cannot_be_taken_in_leaves_nothing_behind(
    take_in: TakeIn, content: bytes, name: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        take_in(content, name)
    assert str(caught.value).endswith(".")
    assert not Organisation.objects.exists()
    assert not DirectoryFile.objects.exists()
    assert not Event.objects.exists()


def test_the_day_may_be_told_when_the_name_does_not_say_it(take_in: TakeIn) -> None:
    assert take_in(dspt(OAK), "list.csv", date(2026, 1, 31)).dated_on == date(2026, 1, 31)


def test_progress_grows_from_nothing_to_every_row(tmp_path: Path) -> None:
    told: list[int] = []
    many = [(f"V{number:04d}", f"HOME {number}", "Not Published", "") for number in range(2500)]
    path = put(tmp_path, dspt(*many), "upload")
    import_directory(path=path, name=DSPT_NAME, by=COMMAND_LINE, at=AT, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 2500
    assert len(told) >= 4


def test_kept_lists_are_the_newest_of_each_kind(take_in: TakeIn) -> None:
    assert kept_lists() == []
    take_in(dspt(OAK), NEWER)
    take_in(dspt(OAK, ELM), DSPT_NAME)
    take_in(cqc(cqc_rows(2)), f"{CQC_NAME}.csv")
    assert [(kept.kind, kept.dated_on, kept.rows) for kept in kept_lists()] == [
        (ListKind.DSPT, date(2026, 11, 1), 1),
        (ListKind.CQC, date(2026, 7, 1), 2),
    ]
    assert kept_lists()[1].sentence == "The CQC's list of locations, as it stood on 1 July 2026."
