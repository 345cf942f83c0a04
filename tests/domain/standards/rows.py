"""Small sheets in memory, row by row, for promises about single rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from havenkeep.sheets.table import Row, Sheet, Workbook
from havenkeep.standards.domain.official_list import NotTheSheet
from havenkeep.standards.domain.official_sheet import read_official


def workbook(*rows: Sequence[str], name: str = "Cat 3", visible: bool = True) -> Workbook:
    numbered = tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1))
    return Workbook((Sheet(name, visible, numbered),), "0" * 64)


def listed(*rows: Sequence[str]) -> Workbook:
    return workbook(("Evidence ref", "Evidence text", "Mandatory"), *rows)


GOOD = ("1.1.1", "First?", "Mandatory")


def refused(book: Workbook) -> NotTheSheet:
    with pytest.raises(NotTheSheet) as caught:
        read_official(book)
    assert caught.value.sentence.endswith(".")
    return caught.value
