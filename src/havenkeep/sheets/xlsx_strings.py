"""Reads the shared texts of an Excel workbook (.xlsx)."""

from __future__ import annotations

import re
import zipfile

from havenkeep.sheets import cells
from havenkeep.sheets.containers import part
from havenkeep.sheets.markup import local, run
from havenkeep.sheets.shared_strings import SharedStrings
from havenkeep.sheets.table import Budget

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def load(strings: SharedStrings, archive: zipfile.ZipFile, path: str, *, budget: Budget) -> None:
    """Takes in the shared strings part. Raises Unreadable when it is damaged or a text is overlong."""
    with part(archive, path, budget=budget) as xml:
        run(xml, budget=budget, to=_Reader(strings, budget))


class _Reader:
    def __init__(self, strings: SharedStrings, budget: Budget) -> None:
        self.depth = 0
        self._strings = strings
        self._budget = budget
        self._pieces: list[str] = []
        self._length = 0
        self._taking = False
        self._spoken = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        self.depth += 1
        tag = local(name)
        if tag == "si":
            self._pieces, self._length = [], 0
        elif tag == "rPh":
            self._spoken += 1
        elif tag == "t":
            self._taking = not self._spoken

    def end(self, name: str) -> None:
        self.depth -= 1
        tag = local(name)
        if tag == "si":
            self._strings.add(unescaped("".join(self._pieces)))
        elif tag == "rPh":
            self._spoken -= 1
        elif tag == "t":
            self._taking = False

    def characters(self, data: str) -> None:
        if self._taking:
            self._length += len(data)
            self._budget.text_length(self._length)
            self._pieces.append(data)


def unescaped(text: str) -> str:
    """Text with Excel's `_x000D_` escapes undone, cleaned."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return cells.typed_text(text)
