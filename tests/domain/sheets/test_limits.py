"""Every kind of file is held to the same limits."""

from __future__ import annotations

import dataclasses

import pytest

from havenkeep.sheets.reading import Limits
from tests.domain.sheets.building import (
    data,
    ods,
    ods_rows,
    ods_table,
    ods_text,
    refusal,
    text_row,
    xlsx,
)

SMALL = Limits(rows=10, columns=5, cells=20, cell_chars=50)
MANY_ROWS = [["x"]] * 11
WIDE = [["a", "b", "c", "d", "e", "f"]]
FULL = [["a", "b", "c"]] * 7
LONG = [["x" * 51]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (MANY_ROWS, "more than 10 rows on one sheet"),
        (WIDE, "beyond column 5"),
        (FULL, "more than 20 filled cells"),
        (LONG, "more than 50 characters"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_every_kind_of_file_is_held_to_the_same_limits(kind: str, rows: list[list[str]], said: str) -> None:
    content = {
        "csv": lambda: "".join(",".join(row) + "\n" for row in rows).encode(),
        "xlsx": lambda: xlsx(
            ("S", data(*(text_row(number, *row) for number, row in enumerate(rows, start=1))))
        ),
        "ods": lambda: ods(ods_table("S", *ods_rows(rows))),
    }[kind]()
    assert said in refusal(content, f"staff.{kind}", SMALL)


def test_a_cell_far_to_the_right_is_refused_without_filling_the_way_to_it() -> None:
    assert "beyond column 400" in refusal(xlsx(("S", data('<c r="XFD1"><v>1</v></c>'))))
    far = ods_text("x", ' table:number-columns-repeated="999999999"')
    assert "beyond column 400" in refusal(ods(ods_table("S", far)))


def test_a_row_repeated_past_the_limit_is_refused() -> None:
    row = f'<table:table-row table:number-rows-repeated="999999999">{ods_text("x")}</table:table-row>'
    assert "more than 10 rows" in refusal(ods(ods_table("S", row)), limits=SMALL)


def test_a_file_larger_than_we_take_is_refused_before_it_is_opened() -> None:
    limits = dataclasses.replace(Limits(), packed_bytes=1024 * 1024)
    assert "is larger than 1 MB" in refusal(b"a,b\n" * 300_000, limits=limits)
