from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from havenkeep.reports.domain.answer_book import AnswerBook
from havenkeep.reports.formats import xlsx
from havenkeep.reports.formats.columns import COLUMNS, PRINTED
from tests.domain.reports.books import book, row, whole_book

HEADINGS = [column.heading for column in COLUMNS]


def opened(made: AnswerBook) -> Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx.write(made)))


def column(sheet: Worksheet, heading: str) -> int:
    return HEADINGS.index(heading) + 1


def test_the_workbook_has_the_answers_what_is_open_and_what_it_is() -> None:
    assert opened(book()).sheetnames == ["Answer book", "What is open", "About this book"]


def test_the_columns_come_in_the_order_of_use() -> None:
    order = [
        "Reference",
        "Answer",
        "Text to paste",
        "Proof and where it is",
        "Confirmed by",
        "Confirmed on",
        "Certainty",
        "State",
    ]
    assert [heading for heading in HEADINGS if heading in order] == order


def test_every_item_has_one_row_in_the_books_order() -> None:
    made = whole_book()
    sheet = opened(made).worksheets[0]
    refs = [sheet.cell(number, 1).value for number in range(2, sheet.max_row + 1)]
    assert refs == [row.ref for row in made.rows]


def test_headings_stay_filters_work_and_the_page_prints_whole_in_width() -> None:
    sheet = opened(whole_book()).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area.endswith(f"${chr(ord('A') + len(PRINTED) - 1)}$78")


def test_long_texts_wrap_and_rows_grow_with_them() -> None:
    sheet = opened(book(rows=(row("A.1", paste="word " * 200), row("A.2", paste="short")))).worksheets[0]
    assert sheet.cell(2, column(sheet, "Text to paste")).alignment.wrap_text
    assert sheet.row_dimensions[2].height > sheet.row_dimensions[3].height


def test_when_it_was_confirmed_is_a_moment_in_london() -> None:
    sheet = opened(book()).worksheets[0]
    assert sheet.cell(2, column(sheet, "Confirmed on")).value == datetime.fromisoformat("2026-06-03T18:40")


def test_what_is_open_is_listed_or_said_to_be_nothing() -> None:
    listed = opened(book()).worksheets[1]
    assert [listed.cell(number, 1).value for number in (2, 3)] == ["1.2", "1.3"]
    assert "Nothing is open" in str(opened(book(open=())).worksheets[1].cell(2, 2).value)


def test_the_last_sheet_says_the_numbers_and_the_audit_head() -> None:
    sheet = opened(book()).worksheets[2]
    said = {
        sheet.cell(number, 1).value: sheet.cell(number, 2).value for number in range(2, sheet.max_row + 1)
    }
    assert str(said["Said"]).startswith("44 of 45 mandatory items.")
    assert "9f2c1a77e0b4" in str(said["History"])


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x","y")',
        "+cmd|'/c calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "=1",
        "'=1",
        "- we lock the office",
        "\t=1",
    ],
)
def test_a_text_that_looks_like_a_formula_stays_exactly_that_text(text: str) -> None:
    sheet = opened(book(rows=(row("A.1", paste=text),))).worksheets[0]
    cell = sheet.cell(2, column(sheet, "Text to paste"))
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix


def test_no_cell_of_the_file_is_a_formula_or_a_link() -> None:
    with zipfile.ZipFile(
        BytesIO(xlsx.write(book(rows=(row("=1+1", title="=2", paste="http://example.org"),))))
    ) as held:
        sheets = [held.read(name) for name in held.namelist() if name.startswith("xl/worksheets/")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet]


def test_a_text_longer_than_a_cell_says_that_it_was_shortened() -> None:
    sheet = opened(book(rows=(row("A.1", paste="x" * 40_000),))).worksheets[0]
    value = str(sheet.cell(2, column(sheet, "Text to paste")).value)
    assert len(value) <= 32_767
    assert value.endswith("(Shortened here. The whole text is in the Word file and the PDF.)")


def test_an_ampersand_in_a_name_is_no_command_to_the_printer() -> None:
    with zipfile.ZipFile(BytesIO(xlsx.write(book(home_name="Rose &P Bank")))) as held:
        assert b"Rose &amp;&amp;P Bank" in held.read("xl/worksheets/sheet1.xml")


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_any_text_opens_again(text: str) -> None:
    made = book(home_name=text, standing_reason=text, rows=(row("A.1", title=text, paste=text, answer=text),))
    assert opened(made).worksheets[0].cell(2, 1).value == "A.1"
