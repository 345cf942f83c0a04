"""Files are read under limits, and refused in one sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from havenkeep.importing.reading import Most, read_upload
from havenkeep.sheets.table import Unreadable
from havenkeep.sheets.writing import SheetOut, write_xlsx
from tests.assessment.sheets import merged_xlsx

MOST = Most(rows=100, characters=1_000, why="a staff list has fewer than 100 people")


def test_hidden_sheets_are_counted_and_not_read() -> None:
    upload = read_upload(merged_xlsx([("1", "Yes", "")]), name="C:\\answers.xlsx", most=MOST)
    assert (upload.file, upload.hidden, len(upload.sheets)) == ("answers.xlsx", 1, 1)


def test_more_rows_or_letters_than_make_sense_are_refused_with_the_reason() -> None:
    for content in (b"a,b\n" * 101, b"a," + b"x" * 1_000):
        with pytest.raises(Unreadable, match="fewer than 100 people"):
            read_upload(content, name="people.csv", most=MOST)


def test_empty_sheets_are_left_out_and_an_empty_file_refused() -> None:
    book = write_xlsx(
        [SheetOut(name="A", headings=(), rows=[]), SheetOut(name="B", headings=("x",), rows=[])]
    )
    assert [sheet.name for sheet in read_upload(book, name="b.xlsx", most=MOST).sheets] == ["B"]
    with pytest.raises(Unreadable, match="is empty"):
        read_upload(write_xlsx([SheetOut(name="A", headings=(), rows=[])]), name="b.xlsx", most=MOST)


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    book = io.BytesIO(write_xlsx([SheetOut(name="A", headings=("x",), rows=[("y",)])]))
    out = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = content.replace(b"</worksheet>", b" " * 40_000_000 + b"</worksheet>")
            new.writestr(part, content)
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read_upload(out.getvalue(), name="b.xlsx", most=MOST)
