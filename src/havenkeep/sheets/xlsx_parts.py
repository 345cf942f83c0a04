"""The parts of an Excel workbook that stand beside its sheets: its list of sheets, and its cell styles.

Format: ECMA-376, SpreadsheetML, in its transitional and strict namespaces; names are compared without them.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from typing import Final

from havenkeep.sheets import cells
from havenkeep.sheets.containers import part
from havenkeep.sheets.markup import Attributes, StartHandler, local, run
from havenkeep.sheets.number_formats import BUILT_IN, NumberFormat, number_format
from havenkeep.sheets.table import Budget, SheetLabel

_MOST_SHEETS: Final = 500
_MOST_STYLES: Final = 70_000


@dataclass(frozen=True, slots=True)
class SheetPart:
    label: SheetLabel
    path: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the workbook part says: its sheets, in order, and which calendar its day numbers count from.

    `shared_strings` and `styles` are paths inside the zip, or empty.
    """

    sheets: tuple[SheetPart, ...]
    from_1904: bool
    shared_strings: str
    styles: str


@dataclass(frozen=True, slots=True)
class _Relationship:
    key: str
    kind: str
    target: str


def contents(archive: zipfile.ZipFile, *, budget: Budget) -> Contents:
    """Reads the workbook part and its relationships. Raises Unreadable when they do not hang together."""
    path = _main_part(archive, budget=budget)
    listed: list[tuple[SheetLabel, str]] = []
    flags = {"date1904": "0"}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            key = next((value for at, value in attributes.items() if at.endswith(" id")), "")
            visible = attributes.get("state", "visible") == "visible"
            listed.append((SheetLabel(cells.clean(attributes.get("name", "")), visible=visible), key))
            if len(listed) > _MOST_SHEETS:
                raise budget.bomb()
        elif local(name) == "workbookPr":
            flags.update(attributes)

    run_part(archive, path, budget=budget, start=start)
    related = _relationships(archive, path, budget=budget)
    worksheets = {each.key: each.target for each in related if each.kind == "worksheet"}
    by_kind = {each.kind: each.target for each in related}
    sheets = tuple(SheetPart(label, worksheets[key]) for label, key in listed if key in worksheets)
    if not sheets:
        raise budget.damaged()
    return Contents(
        sheets=sheets,
        from_1904=flags["date1904"] in {"1", "true"},
        shared_strings=by_kind.get("sharedStrings", ""),
        styles=by_kind.get("styles", ""),
    )


def run_part(archive: zipfile.ZipFile, path: str, *, budget: Budget, start: StartHandler) -> None:
    """Reads a small part that says everything in its attributes."""
    with part(archive, path, budget=budget) as xml:
        run(xml, budget=budget, to=Attributes(start))


def cell_formats(archive: zipfile.ZipFile, path: str, *, budget: Budget) -> tuple[NumberFormat, ...]:
    """The number format behind each cell style, in order. Raises Unreadable for a damaged styles part."""
    codes: dict[int, str] = dict(BUILT_IN)
    used: list[int] = []
    inside = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "numFmt":
            number = attributes.get("numFmtId", "")
            if _is_small_number(number):
                codes[int(number)] = attributes.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs", "dxfs"}:
            inside[0] = tag == "cellXfs"
        elif tag == "xf" and inside[0]:
            number = attributes.get("numFmtId", "0")
            used.append(int(number) if _is_small_number(number) else 0)
        if len(used) > _MOST_STYLES or len(codes) > _MOST_STYLES:
            raise budget.bomb()

    run_part(archive, path, budget=budget, start=start)
    return tuple(number_format(codes.get(number, "General")) for number in used)


def _main_part(archive: zipfile.ZipFile, *, budget: Budget) -> str:
    if "_rels/.rels" in archive.namelist():
        for each in _relationships(archive, "", budget=budget):
            if each.kind == "officeDocument":
                return each.target
    return "xl/workbook.xml"


def _relationships(archive: zipfile.ZipFile, of: str, *, budget: Budget) -> list[_Relationship]:
    """What a part ("" is the whole package) points to inside the zip; outside targets are left out."""
    folder, _, file = of.rpartition("/")
    found: list[_Relationship] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        found.append(_Relationship(attributes.get("Id", ""), kind, posixpath.normpath(whole)))
        if len(found) > _MOST_SHEETS * 4:
            raise budget.bomb()

    run_part(archive, posixpath.join(folder, "_rels", f"{file}.rels"), budget=budget, start=start)
    return found


def _is_small_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6
