"""Hostile and broken files get one plain sentence each, and cost little."""

from __future__ import annotations

import contextlib
import dataclasses
import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from havenkeep.sheets.reading import Limits, Unreadable, read_workbook
from havenkeep.sheets.writing import SheetOut, write_xlsx
from tests.domain.sheets.building import (
    compound_file,
    data,
    ods,
    ods_parts,
    ods_rows,
    ods_table,
    ods_text,
    refusal,
    text_row,
    xlsx,
    xlsx_parts,
    zipped,
)

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
WORKBOOK = write_xlsx([SheetOut(name="S", headings=["Name", "Role"], rows=[["Ada", "Carer"]] * 50)])


@pytest.mark.parametrize("content", [b"", b"   \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 50])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    assert refusal(content) == "“staff.xlsx” is empty. Choose the file that holds your list."


def test_a_workbook_without_a_filled_cell_is_called_empty() -> None:
    assert "is empty" in refusal(xlsx(("S", data(""))))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(100), "it is a program"),
        (b"\x7fELF" + bytes(100), "it is a program"),
        (b"%PDF-1.7\n%\xe2\xe3", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "it is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "it is a picture"),
        (b"\x1f\x8b\x08" + bytes(50), "it is a compressed file"),
        (b"SQLite format 3\x00" + bytes(50), "it is a database"),
        (b"{\\rtf1 hello}", "it is a text document"),
        (b"anything\x00\x01\x02binary", "is not a spreadsheet."),
        (compound_file({"WordDocument": b"x"}), "it is a Word document"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "it is a Word document"),
    ],
)
def test_what_is_not_a_spreadsheet_is_named_whatever_its_file_is_called(content: bytes, said: str) -> None:
    sentence = refusal(content)
    assert "is not a spreadsheet" in sentence
    assert said in sentence
    assert "Choose an Excel (.xlsx), OpenDocument (.ods) or CSV file." in sentence


@pytest.mark.parametrize(
    "content", [b"<html><table><tr><td>x", b'<?xml version="1.0"?><Workbook/>', b"\n<!DOCTYPE html>"]
)
def test_a_web_page_under_a_spreadsheets_name_is_to_be_saved_as_a_workbook(content: bytes) -> None:
    assert "save it as an Excel workbook (.xlsx)" in refusal(content, "export.xls")


def test_a_text_that_only_begins_like_a_program_is_still_a_list() -> None:
    assert read_workbook(b"MZ,Name\r\n1,Ada\r\n", name="n.csv").sheets[0].rows[0].cells == ("MZ", "Name")


@pytest.mark.parametrize(
    "content",
    [
        compound_file({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}),
        zipped({**ods_parts(""), "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}),
    ],
)
def test_a_password_is_to_be_taken_off(content: bytes) -> None:
    assert "protected by a password. Open it, take the password off" in refusal(content)


def test_a_zip_part_marked_as_locked_counts_as_a_password() -> None:
    locked = bytearray(zipped(xlsx_parts(("S", data(text_row(1, "x"))))))
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "protected by a password" in refusal(bytes(locked))


@pytest.mark.parametrize(
    "content",
    [
        zipped({**xlsx_parts(("S", data(text_row(1, "x")))), "xl/vbaProject.bin": b"x"}),
        zipped({**xlsx_parts(("S", data(text_row(1, "x")))), "xl/macrosheets/sheet1.xml": b"<x/>"}),
        zipped({**ods_parts(ods_table("S", ods_text("x"))), "Basic/script-lc.xml": "<x/>"}),
    ],
)
def test_macros_are_refused_with_the_way_to_save_without_them(content: bytes) -> None:
    assert "holds macros, which we do not take in. Save it as an Excel workbook without macros" in refusal(
        content
    )


def test_a_binary_workbook_is_to_be_saved_as_xlsx() -> None:
    content = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"x"})
    assert "save it as an Excel workbook (.xlsx)" in refusal(content)


def test_a_zip_of_spreadsheets_is_to_be_unpacked_first() -> None:
    assert "Unpack it, then choose the spreadsheet" in refusal(
        zipped({"a.xlsx": WORKBOOK, "b.zip": zipped({})})
    )


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    bomb = zipped({**xlsx_parts(("S", "")), "xl/worksheets/sheet1.xml": b" " * 20_000_000})
    assert "unpacks to far more than a spreadsheet should" in refusal(bomb)


def test_many_parts_that_together_unpack_too_far_are_refused() -> None:
    limits = dataclasses.replace(Limits(), unpacked_bytes=100_000)
    assert "unpacks to far more" in refusal(xlsx(("S", data(text_row(1, "x" * 200_000)))), limits=limits)


def test_a_bomb_that_lies_about_its_size_never_gives_more_than_it_declared() -> None:
    content = bytearray(zipped({**xlsx_parts(("S", "")), "xl/worksheets/sheet1.xml": b" " * 20_000_000}))
    at = content.find(b"xl/worksheets/sheet1.xml", content.find(b"PK\x01\x02"))
    content[at - 46 + 24 : at - 46 + 28] = struct.pack("<I", 1000)
    tracemalloc.start()
    try:
        assert "cut off or damaged" in refusal(bytes(content))
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("trick", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"]
)
def test_entities_and_document_types_are_refused_in_every_part(trick: str, part: str) -> None:
    parts = xlsx_parts(("S", data(text_row(1, "x"))), strings="<si><t>x</t></si>")
    parts[part] = trick + str(parts[part])
    assert "cut off or damaged" in refusal(zipped(parts))


def test_entities_in_opendocument_are_refused() -> None:
    parts = ods_parts(ods_table("S", ods_text("x")))
    parts["content.xml"] = LAUGHS + str(parts["content.xml"])
    assert "cut off or damaged" in refusal(zipped(parts), "staff.ods")


def test_markup_nested_without_end_is_refused() -> None:
    assert "cut off or damaged" in refusal(xlsx(("S", "<a>" * 50_000 + "</a>" * 50_000)))


def test_one_endless_piece_of_markup_is_refused_before_it_is_gathered() -> None:
    body = f'<sheetData note="{"x" * 6_000_000}"/>'
    stored = zipped(xlsx_parts(("S", body)), compression=zipfile.ZIP_STORED)
    tracemalloc.start()
    try:
        assert "cut off or damaged" in refusal(stored)
        assert tracemalloc.get_traced_memory()[1] < 6 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_an_encoding_that_spreadsheets_do_not_use_is_refused() -> None:
    parts = xlsx_parts(("S", data(text_row(1, "x"))))
    parts["xl/workbook.xml"] = '<?xml version="1.0" encoding="utf-7"?>' + str(parts["xl/workbook.xml"])
    assert "cut off or damaged" in refusal(zipped(parts))


def test_a_quotation_mark_never_closed_names_the_row_before_it() -> None:
    content = b'Name\r\nAda\r\n"Bo\r\n' + b"x\r\n" * 100_000
    assert "after row 2: most likely a quotation mark" in refusal(content, "staff.csv")


def test_a_line_without_end_is_refused() -> None:
    assert "has no line ends" in refusal(b"x" * 5_000_000, "staff.csv")


@pytest.mark.parametrize("kept", [30, 100, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("content", [WORKBOOK, ods(ods_table("S", *ods_rows([["a", "b"]] * 30)))])
def test_a_file_cut_off_anywhere_is_called_damaged(content: bytes, kept: float) -> None:
    size = int(kept if kept > 1 else len(content) * kept)
    assert "cut off or damaged. Download it or save it again" in refusal(content[:size])


def test_an_old_workbook_is_to_be_saved_anew() -> None:
    old = compound_file({"Workbook": b"x" * 5_000})
    assert "an old Office file (.xls). Open it in a spreadsheet program, save it as" in refusal(
        old, "old.xls"
    )
    assert "it is a Word document" in refusal(compound_file({"WordDocument": b"x"}), "old.xls")


def test_a_hostile_name_is_shown_short_and_clean() -> None:
    sentence = refusal(b"", "../../\x1b[31m" + "x" * 500 + ".csv")
    assert "\x1b" not in sentence
    assert ".." not in sentence
    assert len(sentence) < 200


@given(
    content=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_no_bytes_whatever_do_anything_but_read_or_be_refused(content: bytes, start: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read_workbook(start + content, name="x")


@settings(max_examples=150)
@given(
    source=st.sampled_from([WORKBOOK, ods(ods_table("S", ods_text("x")))]),
    changes=st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_no_change_to_an_honest_file_does_anything_but_read_or_be_refused(
    source: bytes, changes: list[tuple[float, int]]
) -> None:
    content = bytearray(source)
    for place, value in changes:
        content[int(place * len(content))] = value
    with contextlib.suppress(Unreadable):
        read_workbook(bytes(content), name="x")
