"""Long files are read row by row, in little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from havenkeep.sheets.reading import Limits, Row, Unreadable, stream_rows, stream_workbook
from havenkeep.sheets.shared_strings import SharedStrings
from tests.domain.sheets.building import data, ods, ods_table, ods_text, text_row, xlsx


def test_streaming_takes_the_first_visible_sheet_unless_one_is_named() -> None:
    body = (data(text_row(1, "README")), data(text_row(1, "data")), data(text_row(1, "more")))
    book = xlsx(("Hidden", body[0]), ("First", body[1]), ("Second", body[2]), states=("hidden",))
    assert [row.at(0) for row in stream_rows(book, name="s")] == ["data"]
    assert [row.at(0) for row in stream_rows(book, name="s", sheet=" second ")] == ["more"]


def test_asking_for_a_sheet_that_is_not_there_says_so() -> None:
    with pytest.raises(Unreadable, match=r"“s\.xlsx” has no sheet named “Rota”"):
        list(stream_rows(xlsx(("S", data(text_row(1, "x")))), name="s.xlsx", sheet="Rota"))


def test_streaming_a_whole_workbook_gives_each_sheets_label_before_its_rows() -> None:
    book = ods(ods_table("A", ods_text("x")) + ods_table("B", ods_text("y")))
    assert [getattr(item, "name", None) or item.at(0) for item in stream_workbook(book, name="s")] == [
        "A",
        "x",
        "B",
        "y",
    ]


def test_two_hundred_thousand_rows_stream_in_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    with file.open("w") as out:
        out.writelines(f"row {number},x,y\n" for number in range(200_000))
    assert count_and_peak(stream_rows(file, name="long.csv")) == (200_000, True)


def test_an_opendocument_row_repeated_two_hundred_thousand_times_streams_in_little_memory() -> None:
    row = f'<table:table-row table:number-rows-repeated="200000">{ods_text("x")}</table:table-row>'
    assert count_and_peak(stream_rows(ods(ods_table("S", row)), name="long.ods")) == (200_000, True)


def test_an_excel_sheet_of_many_rows_streams_in_little_memory() -> None:
    body = data(*(f'<c r="A{number}"><v>{number}</v></c>' for number in range(1, 30_001)))
    assert count_and_peak(stream_rows(xlsx(("S", body)), name="long.xlsx")) == (30_000, True)


def count_and_peak(rows: Iterator[Row]) -> tuple[int, bool]:
    """How many rows came, and whether never more than 6 MiB was taken to give them."""
    tracemalloc.start()
    try:
        count = sum(1 for _ in rows)
        return count, tracemalloc.get_traced_memory()[1] < 6 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_row_answers_for_columns_beyond_its_end() -> None:
    assert (Row(1, ("a",)).at(0), Row(1, ("a",)).at(5), Row(1, ("a",)).at(-1)) == ("a", "", "")


def test_shared_texts_beyond_what_memory_may_hold_come_back_from_disk() -> None:
    with SharedStrings(held_chars=100) as strings:
        texts = [f"téxt {number}" * 3 for number in range(50)]
        for text in texts:
            strings.add(text)
        assert [strings.at(number) for number in range(50)] == texts
        with pytest.raises(IndexError):
            strings.at(50)


def test_limits_for_streaming_are_wider_than_for_holding() -> None:
    assert Limits.streamed().cells > Limits().cells
    assert Limits.streamed().columns == Limits().columns
