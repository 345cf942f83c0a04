"""What we write opens anywhere, keeps its types, and never runs as a formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from havenkeep.sheets.cells import clean
from havenkeep.sheets.reading import read_workbook
from havenkeep.sheets.references import possible_references
from havenkeep.sheets.writing import Cell, SheetOut, write_csv, write_xlsx

DANGEROUS = [
    "=1+1",
    "+1+cmd|'/C calc'!A0",
    "-2+3+x",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "＋x",
    "－x",
    "＠x",
    " =1",
    "\ufeff=1",
]


def sheet_of(*rows: list[Cell], headings: tuple[str, ...] = ("A", "B")) -> Worksheet:
    content = write_xlsx([SheetOut(name="S", headings=headings, rows=rows)])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["S"]
    assert isinstance(sheet, Worksheet)
    return sheet


def csv_rows(*rows: list[Cell], headings: tuple[str, ...] = ("A", "B")) -> list[list[str]]:
    content = write_csv(headings=headings, rows=rows)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_would_run_as_a_formula_is_held_back_in_both_kinds_of_file(text: str) -> None:
    cell = sheet_of([text])["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")
    assert csv_rows([text], headings=(text,))[0][0].startswith("'")
    assert csv_rows([text])[1][0].startswith("'")


@pytest.mark.parametrize("text", ["+44 7700 900123", "-5", "-", "(01632) 960001", ""])
def test_a_telephone_number_in_a_workbook_needs_no_apostrophe(text: str) -> None:
    cell = sheet_of([text, "x"])["A2"]
    assert cell.value == (text or None)
    assert cell.data_type in {"s", "n"}
    assert not isinstance(cell.value, float)


def test_numbers_stay_numbers_even_below_nought() -> None:
    assert [cell.value for cell in sheet_of([-5, 1.5], [Decimal("-2.25"), 0])[2]] == [-5, 1.5]
    assert csv_rows([-5, 1.5])[1] == ["-5", "1.5"]


def test_a_number_too_long_for_a_spreadsheet_keeps_every_figure() -> None:
    assert sheet_of([12345678901234567890])["A2"].value == "12345678901234567890"


def test_dates_are_dates_and_moments_are_shown_in_london() -> None:
    row = sheet_of([date(2026, 1, 31), datetime(2026, 7, 1, 12, 0, tzinfo=UTC)])[2]
    assert row[0].is_date
    assert row[0].value == datetime(2026, 1, 31)  # noqa: DTZ001 - spreadsheets know no zones
    assert row[1].value == datetime(2026, 7, 1, 13, 0)  # noqa: DTZ001
    assert csv_rows([date(2026, 1, 31), datetime(2026, 7, 1, 12, 0, tzinfo=UTC)])[1] == [
        "2026-01-31",
        "2026-07-01 13:00",
    ]


def test_true_and_false_are_words_and_nothing_is_empty() -> None:
    assert [cell.value for cell in sheet_of([True, None])[2]] == ["Yes", None]
    assert csv_rows([False, None])[1] == ["No", ""]


def test_what_is_not_a_number_is_left_empty() -> None:
    assert csv_rows([float("nan"), float("inf")])[1] == ["", ""]
    assert [cell.value for cell in sheet_of([float("nan"), "x"])[2]] == [None, "x"]


def test_headings_are_frozen_and_filtered_and_columns_are_wide_enough() -> None:
    sheet = sheet_of(["short", "x" * 200], headings=("Name", "Note"))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet.column_dimensions["B"].width == pytest.approx(60, abs=1)
    assert sheet["B2"].alignment.wrap_text


def test_tabs_get_names_that_excel_takes() -> None:
    names = ["Staff: [all]/*", "x" * 40, "x" * 40, "History", "", "'quoted'"]
    content = write_xlsx([SheetOut(name=name, headings=["A"], rows=[]) for name in names])
    found = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert len(found) == len({name.casefold() for name in found}) == 6
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in found)


def test_csv_opens_rightly_in_excel() -> None:
    content = write_csv(headings=["Näme"], rows=[["Zoë; the\ncook"]])
    assert content == '\ufeff"Näme"\r\n"Zoë; the\ncook"\r\n'.encode()


def test_the_same_rows_give_the_same_bytes() -> None:
    sheets = [SheetOut(name="S", headings=["A"], rows=[["x"], ["y"]])]
    assert write_xlsx(sheets) == write_xlsx(sheets)


def test_a_workbook_without_sheets_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one sheet"):
        write_xlsx([])


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_whatever_text_is_written_is_read_back_the_same_and_never_as_a_formula(texts: list[str]) -> None:
    for content in (
        write_csv(headings=["end", *texts], rows=[]),
        write_xlsx([SheetOut(name="S", headings=["end", *texts], rows=[])]),
    ):
        row = read_workbook(content, name="x").sheets[0].rows[0]
        read = [row.at(column) for column in range(1, len(texts) + 1)]
        assert read == [clean(text) for text in texts]


@given(st.text(max_size=60))
def test_no_text_at_all_begins_as_a_formula_in_csv(text: str) -> None:
    written = csv_rows([text])[1][0]
    assert written == "-" or not written.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not written.startswith(("\t", "\r", "\n"))


@given(
    st.one_of(st.integers(-(10**14), 10**14), st.dates(date(1901, 1, 1), date(9999, 12, 31)), st.booleans())
)
def test_numbers_dates_and_truths_come_back_as_the_text_of_themselves(value: int | date | bool) -> None:
    expected = {True: "Yes", False: "No"}[value] if isinstance(value, bool) else str(value)
    content = write_xlsx([SheetOut(name="S", headings=["A"], rows=[[value]])])
    assert read_workbook(content, name="x").sheets[0].rows[1].at(0) == expected


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("4.1", ("4.1", "4.10")),
        ("4.10", ("4.10",)),
        ("12.3", ("12.3", "12.30")),
        ("2001-02-03", ("3.2.1",)),
        ("2026-03-01", ("1.3.26",)),
        ("B7", ("B7",)),
        ("", ()),
    ],
)
def test_a_reference_that_became_a_number_or_a_date_gives_what_it_may_have_been(
    text: str, references: tuple[str, ...]
) -> None:
    assert possible_references(text) == references
