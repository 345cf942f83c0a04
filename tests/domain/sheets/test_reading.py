"""What comes out of an honest spreadsheet, whichever program wrote it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from havenkeep.sheets.reading import Row, read_workbook
from havenkeep.sheets.writing import SheetOut, write_xlsx
from tests.domain.sheets.building import (
    data,
    ods,
    ods_rows,
    ods_table,
    ods_text,
    text_row,
    xlsx,
)

STAFF = [["Name", "Role"], ["Ada Vale", "Carer"], ["Bo Marsh", "Cook"]]
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="00000"/>'
    '<numFmt numFmtId="166" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="167" formatCode="&quot;day &quot;0.00"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    "<cellXfs>"
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 164, 2, 9, 165, 166, 20, 22, 167))
    + "</cellXfs>"
)
DATE, TWO_PLACES, PERCENT, FIVE_DIGITS, SPAN, CLOCK, MOMENT, WORDED = range(1, 9)


def rows_of(source: bytes, name: str = "staff.xlsx") -> list[tuple[str, ...]]:
    return [row.cells for row in read_workbook(source, name=name).sheets[0].rows]


def one_cell(xml: str, **options: object) -> str:
    return rows_of(xlsx(("S", data(xml)), styles=STYLES, **options))[0][0]


def as_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_delimited_text_is_read_in_every_usual_encoding_and_delimiter(delimiter: str, encoding: str) -> None:
    text = as_csv([*STAFF, ["Zoë Bécasse", "Nurse – nights"]], delimiter)
    assert rows_of(text.encode(encoding), "staff.csv")[-1] == ("Zoë Bécasse", "Nurse – nights")


def test_the_name_of_a_file_does_not_decide_how_it_is_read() -> None:
    assert rows_of(as_csv(STAFF).encode(), "staff.xlsx") == [tuple(row) for row in STAFF]


def test_a_line_end_inside_quotes_stays_in_its_cell_and_does_not_move_the_row_numbers() -> None:
    book = read_workbook(b'Name,Note\r\nAda,"one\r\ntwo"\r\n\r\nBo,x\r\n', name="n.csv")
    assert book.sheets[0].rows[1:] == (Row(2, ("Ada", "one\ntwo")), Row(4, ("Bo", "x")))


def test_a_first_line_that_names_the_delimiter_is_obeyed_and_not_a_row() -> None:
    book = read_workbook(b"sep=;\r\na,b;c\r\nd;e\r\n", name="n.csv")
    assert book.sheets[0].rows == (Row(1, ("a,b", "c")), Row(2, ("d", "e")))


def test_commas_and_tabs_inside_quotes_do_not_mislead_about_the_delimiter() -> None:
    assert rows_of(b'"end","0\t0","0\n\t0"\n', "n.csv") == [("end", "0\t0", "0\n\t0")]
    long = b"Name;Note\n" + b'Ada;"one, two, three\nfour, five, six, seven"\n' * 3000
    assert rows_of(long, "n.csv")[1] == ("Ada", "one, two, three\nfour, five, six, seven")


def test_guards_that_other_programs_put_around_text_are_taken_off() -> None:
    assert rows_of(b'Pay,Note\r\n"=""00123""",\'=1+1\r\n', "n.csv")[1] == ("00123", "=1+1")


def test_the_sheet_of_a_csv_file_bears_the_files_name() -> None:
    sheet = read_workbook(b"a,b\nc,d", name=r"C:\lists\Staff list.csv").sheets[0]
    assert (sheet.name, sheet.visible) == ("Staff list", True)


def test_the_same_list_reads_the_same_from_every_kind_of_file() -> None:
    from_xlsx = rows_of(write_xlsx([SheetOut(name="Staff", headings=STAFF[0], rows=STAFF[1:])]))
    from_ods = rows_of(ods(ods_table("Staff", *ods_rows(STAFF))))
    assert from_xlsx == from_ods == [tuple(row) for row in STAFF]


def test_the_digest_is_that_of_the_files_bytes(tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_bytes(as_csv(STAFF).encode())
    book = read_workbook(file, name="staff.csv")
    assert book.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<c r="A1"><v>5</v></c>', "5"),
        ('<c r="A1"><v>5.0</v></c>', "5"),
        ('<c r="A1"><v>-5</v></c>', "-5"),
        ('<c r="A1"><v>0.30000000000000004</v></c>', "0.3"),
        ('<c r="A1"><v>1E+21</v></c>', "1000000000000000000000"),
        ('<c r="A1"><v>447700900123</v></c>', "447700900123"),
        (f'<c r="A1" s="{DATE}"><v>46053</v></c>', "2026-01-31"),
        (f'<c r="A1" s="{MOMENT}"><v>46053.604166666664</v></c>', "2026-01-31 14:30"),
        (f'<c r="A1" s="{CLOCK}"><v>0.39583333333333331</v></c>', "09:30"),
        (f'<c r="A1" s="{SPAN}"><v>1.5</v></c>', "36:00"),
        (f'<c r="A1" s="{PERCENT}"><v>0.855</v></c>', "85.5%"),
        (f'<c r="A1" s="{TWO_PLACES}"><v>1.1</v></c>', "1.10"),
        (f'<c r="A1" s="{TWO_PLACES}"><v>85</v></c>', "85"),
        (f'<c r="A1" s="{TWO_PLACES}"><v>3.14159</v></c>', "3.14159"),
        (f'<c r="A1" s="{WORDED}"><v>1.1</v></c>', "1.10"),
        (f'<c r="A1" s="{FIVE_DIGITS}"><v>123</v></c>', "00123"),
        (f'<c r="A1" s="{DATE}"><v>99999999999</v></c>', "99999999999"),
        ('<c r="A1" t="b"><v>1</v></c>', "Yes"),
        ('<c r="A1" t="b"><v>0</v></c>', "No"),
        ('<c r="A1" t="d"><v>2026-01-31T00:00:00</v></c>', "2026-01-31"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "ab"),
        ('<c r="A1" t="inlineStr"><is><r><t>in </t></r><r><t>parts</t></r></is></c>', "in parts"),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_b_x0007_</t></is></c>', "a\nb"),
        ('<c r="A1" s="77"><v>5</v></c>', "5"),
    ],
)
def test_an_excel_cell_says_what_the_person_saw(xml: str, text: str) -> None:
    assert one_cell(xml) == text


def test_days_count_from_1904_when_the_workbook_says_so() -> None:
    assert one_cell(f'<c r="A1" s="{DATE}"><v>44591</v></c>', date1904=True) == "2026-01-31"


def test_shared_texts_leave_out_the_phonetic_guide() -> None:
    strings = "<si><r><t>Ada </t></r><r><t>Vale</t></r><rPh><t>eida</t></rPh></si>"
    assert rows_of(xlsx(("S", data('<c t="s"><v>0</v></c>')), strings=strings)) == [("Ada Vale",)]


def test_the_strict_kind_of_workbook_is_read_too() -> None:
    body = data(text_row(1, "Name"))
    assert rows_of(xlsx(("S", body), main="http://purl.oclc.org/ooxml/spreadsheetml/main")) == [("Name",)]


def test_cells_without_a_place_follow_each_other() -> None:
    cell = '<c t="inlineStr"><is><t>x</t></is></c>'
    book = xlsx(("S", f"<sheetData><row>{cell}{cell}</row><row>{cell}</row></sheetData>"))
    assert read_workbook(book, name="s").sheets[0].rows == (Row(1, ("x", "x")), Row(2, ("x",)))


def test_a_cell_merged_downwards_says_its_text_on_every_row_even_rows_left_out() -> None:
    body = (
        f'<sheetData><row r="1">{text_row(1, "Ada", "Fire")}</row><row r="2">{text_row(2, "", "Data")}</row>'
        f'<row r="4">{text_row(4, "", "Lift")}</row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A4"/></mergeCells>'
    )
    expected = (Row(1, ("Ada", "Fire")), Row(2, ("Ada", "Data")), Row(3, ("Ada",)), Row(4, ("Ada", "Lift")))
    assert read_workbook(xlsx(("S", body)), name="s").sheets[0].rows == expected


def test_a_title_merged_across_columns_is_said_once() -> None:
    body = data(text_row(1, "Training"), after='<mergeCells><mergeCell ref="A1:E1"/></mergeCells>')
    assert rows_of(xlsx(("S", body))) == [("Training",)]


def test_hidden_sheets_are_read_and_marked() -> None:
    body = data(text_row(1, "x"))
    book = read_workbook(
        xlsx(("A", body), ("B", body), ("C", body), states=("visible", "hidden", "veryHidden")), name="s"
    )
    assert [sheet.visible for sheet in book.sheets] == [True, False, False]
    assert [sheet.name for sheet in book.visible_sheets] == ["A"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('office:value-type="float" office:value="1.1"><text:p>1.10</text:p>', "1.10"),
        ('office:value-type="float" office:value="1234.5"><text:p>1,234.50</text:p>', "1234.50"),
        ('office:value-type="float" office:value="3.14159"><text:p>3.14</text:p>', "3.14159"),
        ('office:value-type="float" office:value="85"><text:p>85.00</text:p>', "85"),
        ('office:value-type="float" office:value="123"><text:p>00123</text:p>', "00123"),
        ('office:value-type="float" office:value="1"><text:p>TRUE</text:p>', "Yes"),
        ('office:value-type="percentage" office:value="0.855"><text:p>85.5%</text:p>', "85.5%"),
        ('office:value-type="date" office:date-value="2026-01-31"><text:p>31 Jan</text:p>', "2026-01-31"),
        (
            'office:value-type="date" office:date-value="2026-01-31T14:30:00"><text:p>x</text:p>',
            "2026-01-31 14:30",
        ),
        ('office:value-type="time" office:time-value="PT09H30M00S"><text:p>x</text:p>', "09:30"),
        ('office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p>', "Yes"),
        (
            'office:value-type="string"><text:p>one<text:s text:c="2"/>two</text:p><text:p>three</text:p>',
            "one  two\nthree",
        ),
        (
            'office:value-type="string"><office:annotation><text:p>n</text:p></office:annotation><text:p>x</text:p>',
            "x",
        ),
        ('table:formula="of:=A2" office:value-type="string" office:string-value="kept">', "kept"),
    ],
)
def test_an_opendocument_cell_says_what_the_person_saw(cell: str, text: str) -> None:
    assert rows_of(ods(ods_table("S", f"<table:table-cell {cell}</table:table-cell>")))[0][0] == text


def test_repeated_opendocument_rows_and_columns_keep_their_places() -> None:
    body = ods_table(
        "S",
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>',
        '<table:table-cell table:number-columns-repeated="2"/>'
        + ods_text("x", ' table:number-columns-repeated="2"'),
        f'<table:table-row table:number-rows-repeated="2">{ods_text("y")}</table:table-row>',
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    )
    assert read_workbook(ods(body), name="s").sheets[0].rows == (
        Row(4, ("", "", "x", "x")),
        Row(5, ("y",)),
        Row(6, ("y",)),
    )


def test_an_opendocument_cell_merged_downwards_says_its_text_on_every_row() -> None:
    body = ods_table(
        "S",
        ods_text("Ada", ' table:number-rows-spanned="2"') + ods_text("Fire"),
        "<table:covered-table-cell/>" + ods_text("Data"),
        "<table:table-cell/>" + ods_text("Lift"),
    )
    assert rows_of(ods(body)) == [("Ada", "Fire"), ("Ada", "Data"), ("", "Lift")]


def test_a_hidden_opendocument_sheet_is_marked() -> None:
    styles = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    body = ods_table("A", ods_text("x")) + ods_table("B", ods_text("y"), style="ta1")
    assert [sheet.visible for sheet in read_workbook(ods(body, styles=styles), name="s").sheets] == [
        True,
        False,
    ]


def test_dates_are_the_day_the_writer_meant() -> None:
    out = write_xlsx([SheetOut(name="S", headings=["When"], rows=[[date(2026, 2, 28)], [date(1901, 1, 1)]])])
    assert rows_of(out)[1:] == [("2026-02-28",), ("1901-01-01",)]
