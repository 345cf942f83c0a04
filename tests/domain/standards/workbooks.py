"""Made-up copies of the official workbook in many layouts. The wording is ours; only the shape is theirs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

from havenkeep.sheets.reading import read_workbook
from havenkeep.sheets.table import Workbook

APPROACHING = (
    "1.1.1", "1.1.2", "1.1.3", "1.1.5", "1.3.1", "1.3.7", "1.3.8", "1.3.11", "1.3.12", "1.3.13",
    "1.4.1", "1.4.2", "1.4.3", "2.1.1", "2.2.1", "4.1.1", "4.2.4", "4.5.4", "6.1.1", "6.1.2", "6.1.3",
    "6.2.1", "7.3.1", "7.3.2", "8.1.4", "10.1.2",
)  # fmt: skip
MET = (
    "1.2.4", "1.3.2", "1.3.14", "3.1.1", "3.2.1", "3.4.1", "4.3.1", "4.5.3", "5.1.1", "7.1.1", "7.1.2",
    "7.2.1", "7.3.4", "8.2.1", "8.3.1", "9.1.1", "9.5.2", "10.2.1",
)  # fmt: skip
CARE_ONLY = ("1.3.6", "7.2.1", "1.3.14")
OPTIONAL = frozenset({"1.1.6", "4.4.1", "5.2.1", "6.3.5", "7.1.5", "7.1.6", "8.3.8", "9.2.1", "10.2.2"})


@dataclass(frozen=True)
class Asked:
    ref: str
    text: str
    tooltip: str
    mandatory: bool
    approaching: bool

    @property
    def assertion(self) -> str:
        return self.ref.rpartition(".")[0]


def asked() -> list[Asked]:
    """45 mandatory items, 26 of them for Approaching Standards, and 9 optional ones, in toolkit order."""
    refs = {*APPROACHING, *MET, "1.3.6", *OPTIONAL}
    ordered = sorted(refs, key=lambda ref: tuple(map(int, ref.split("."))))
    return [
        Asked(
            ref=ref,
            text=f"Has the service looked at matter {ref} in the last twelve months?",
            tooltip=f"Say what was looked at for {ref}, and when.\nA list will do.",
            mandatory=ref not in OPTIONAL,
            approaching=ref in APPROACHING,
        )
        for ref in ordered
    ]


class Book:
    """A workbook being written in memory."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, {"in_memory": True})

    def sheet(
        self,
        name: str,
        rows: Iterable[Sequence[object]],
        *,
        hidden: bool = False,
        merges: Sequence[tuple[int, int, int, int, str]] = (),
    ) -> Book:
        sheet = self._book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str) and value:
                    sheet.write_string(number, column, value)
                elif value not in {None, ""}:
                    sheet.write(number, column, value)
        for first_row, first_column, last_row, last_column, text in merges:
            sheet.merge_range(first_row, first_column, last_row, last_column, text)
        if hidden:
            sheet.hide()
        return self

    def bytes(self) -> bytes:
        self._book.close()
        return self._file.getvalue()

    def read(self) -> Workbook:
        return read_workbook(self.bytes(), name="official.xlsx")


HEADINGS = ("NDG Standard", "Assertion", "Evidence Item Ref", "Evidence Item Text", "Tool Tip", "Mandatory")


def plain_rows(items: Sequence[Asked]) -> list[list[object]]:
    """Rows under HEADINGS; standard and assertion stand once, as merged cells come out."""
    rows: list[list[object]] = []
    said: set[str] = set()
    for item in items:
        standard = item.ref.partition(".")[0]
        first = [f"Standard {standard}" if standard not in said else ""]
        first.append(f"{item.assertion} A promise about it" if item.assertion not in said else "")
        said |= {standard, item.assertion}
        level = "Mandatory" if item.mandatory else "Optional"
        rows.append([*first, item.ref, item.text, item.tooltip, level])
    return rows


def sheet_per_category() -> Book:
    rows = [
        ["Data Security and Protection Toolkit: assertions and evidence items"],
        [],
        [*HEADINGS, "Approaching Standards", "NHSmail exemption", "Change from V7"],
        *(
            [*row, "Y" if item.approaching else "", "", ""]
            for row, item in zip(plain_rows(asked()), asked(), strict=True)
        ),
    ]
    other = [
        list(HEADINGS),
        *plain_rows(asked()[:20]),
        ["", "", "9.9.9", "Asked of no care home", "", "Mandatory"],
    ]
    log = [["Date", "Evidence ref", "Text"], ["01/09/2025", "1.1.1", "Wording moved"]]
    exempt = [["Evidence Ref", "Evidence text", "Mandatory"], ["2.1.1", "Waived by a certificate", "Y"]]
    return (
        Book()
        .sheet("CAT2", other)
        .sheet("Cat3", rows)
        .sheet("CAT4", other)
        .sheet("Cat 3 change log", log)
        .sheet("Exemptions", exempt)
        .sheet("Category 3 draft", other, hidden=True)
    )


def category_column() -> Book:
    rows: list[list[object]] = [
        ["Category", "Assertion ref", "Reference", "Question", "Guidance", "Mandatory?"]
    ]
    for index, item in enumerate(asked()):
        categories = ("3", 3, "Cat 3", "2, 3 and 4", "1-4", "All")[index % 6]
        level = "Y" if item.mandatory else "N"
        rows.append([categories, item.assertion, f"{item.ref}.", item.text, item.tooltip, level])
        rows.append([1, item.assertion, item.ref, f"A trust's question {item.ref}", "", "Y"])
    rows.append(["4", "9.1", "9.1.9", "A surgery's question", "", "Y"])
    return Book().sheet("Requirements", rows)


def column_per_category() -> Book:
    rows: list[list[object]] = [
        ["This list is long."],
        [
            "Evidence ref",
            "Evidence text",
            "Tooltip",
            "Category 1 (NHS Trusts, ALBs, CSUs)",
            "Category 2",
            "Category 3 (Social care, pharmacy, dentists, others)",
            "Category 4 (GPs)",
        ],
    ]
    for index, item in enumerate(asked()):
        ours = (
            ("Mandatory", "M", "Y", "x", "✓")[index % 5] if item.mandatory else ("Optional", "O")[index % 2]
        )
        rows.append([f"Evidence {item.ref}", item.text, item.tooltip, "M", "", ours, "O"])
    rows += [[f"9.8.{n}", "Not for us", "", "Mandatory", "M", "", "M"] for n in range(1, 8)]
    return Book().sheet("Evidence items", rows)


def column_per_organisation() -> Book:
    rows: list[list[object]] = [
        ["Ref", "Evidence item", "Tool tips", "NHS Trust", "GP", "Pharmacy", "Social Care", "Council"]
    ]
    for item in asked():
        ours = "Mandatory" if item.mandatory else "Optional"
        others = "Optional" if item.ref in CARE_ONLY else ours
        rows.append([item.ref, item.text, item.tooltip, "Mandatory", others, others, ours, others])
    rows += [[f"9.8.{n}", "Not for us", "", "Mandatory", "", "", "", "Mandatory"] for n in range(1, 8)]
    return (
        Book()
        .sheet("V5 items", rows)
        .sheet("Organisation types", [["Ref", "Name"], ["1.1.1", "Social Care"]])
    )


def organisation_types_column() -> Book:
    """42 for everyone in Category 3 and three more for social care: 45 for us."""
    rows: list[list[object]] = [
        ["Evidence item reference", "Evidence item", "Organisation types", "Mandatory"]
    ]
    for item in asked():
        whose = "Social Care" if item.ref in CARE_ONLY else "Pharmacy, Social Care, Dentist, Optician, Other"
        rows.append([item.ref, item.text, whose, "Mandatory" if item.mandatory else "Optional"])
    rows += [[f"9.8.{n}", "A chemist's question", "Pharmacy; Dentist", "Mandatory"] for n in range(1, 4)]
    return Book().sheet("Cat 3", rows)


def groups_by_category() -> Book:
    """Two heading rows: a merged cell for each category over its own wording, tooltip and level."""
    top = ["", "", "Evidence Ref"]
    below = ["NDG Standard", "Assertion", ""]
    merges = []
    for number in range(1, 5):
        merges.append((1, len(below), 1, len(below) + 3, f"Category {number}"))
        below += ["Evidence text", "Tooltip", "Mandatory", "Approaching standards"]
    rows: list[list[object]] = [["Assertions and evidence items for Category 1"], top, below]
    for item in asked():
        trust = [f"A trust's question {item.ref}", "", "Y", ""]
        ours = [item.text, item.tooltip, "Y" if item.mandatory else "", "Y" if item.approaching else ""]
        rows.append(
            ["Standard", item.assertion, item.ref, *trust, "", "", "", "", *ours, "Surgery", "", "", "Y"]
        )
    rows += [["", "9.8", f"9.8.{n}", "A trust's question", "", "Y", ""] for n in range(1, 8)]
    return Book().sheet("All categories", rows, merges=merges)


def groups_by_field() -> Book:
    """Two heading rows: `Evidence text` over four categories, then `Mandatory` over the same four."""
    top = ["Evidence item ref", "Evidence text", "", "", "", "Mandatory", "", "", "", "Tooltip"]
    below = ["", *(f"Cat {n}" for n in range(1, 5)), *(f"Cat {n}" for n in range(1, 5))]
    rows: list[list[object]] = [top, below]
    for item in asked():
        words = [f"A trust's question {item.ref}", "", item.text, "A surgery's question"]
        rows.append([item.ref, *words, "M", "", "M" if item.mandatory else "O", "M", item.tooltip])
    rows += [[f"9.8.{n}", "A trust's question", "", "", "", "M"] for n in range(1, 8)]
    return Book().sheet("Requirements", rows)


def one_column_and_levels() -> Book:
    """Reference and wording in one cell, and the care sector's short levels."""
    rows: list[list[object]] = [["Topic", "Question", "Tool tip", "Level", "Answer type"]]
    for item in asked():
        level = ("AS" if item.approaching else "SM") if item.mandatory else "Optional"
        rows.append(["Staffing", f"{item.ref} {item.text}", item.tooltip, level, "Yes/No"])
    return Book().sheet("Social care", rows)


def levels_in_words() -> Book:
    rows: list[list[object]] = [
        ["Standard 1: made up", "", "", ""],
        ["Evidence number", "Wording", "Help text", "Required"],
    ]
    for item in asked():
        level = "Mandatory" if item.mandatory else "Non-mandatory"
        if item.ref in CARE_ONLY:
            level = "Mandatory for social care; optional for others"
        rows.append([item.ref, item.text, item.tooltip, level])
    rows.append(["9.8.1", "A chemist's question", "", "Mandatory (pharmacy only)"])
    return Book().sheet("Category_3", rows)


def levels_by_organisation() -> Book:
    """Within our category, levels for social care stand beside those of everyone else."""
    rows: list[list[object]] = [
        ["", "Reference", "Item", "Tooltip", "Social Care Approaching Standards"],
    ]
    rows[0] += ["Social Care Standards Met", "Other Category 3 organisations Standards Met"]
    for item in asked():
        ours = "Yes" if item.mandatory else "No"
        theirs = "No" if item.ref in CARE_ONLY else ours
        approaching = "Yes" if item.approaching else ""
        rows.append([item.assertion, item.ref, item.text, item.tooltip, approaching, ours, theirs])
    return Book().sheet("CAT3", rows)


def merged_headings() -> Book:
    """Headings merged downwards, beside a `Level` merged over two columns."""
    rows: list[list[object]] = [["", "", "", "Level", ""], ["", "", "", "Mandatory", "Approaching Standards"]]
    for item in asked():
        level = ["Y" if item.mandatory else "N", "Y" if item.approaching else "N"]
        rows.append([item.assertion, item.ref, item.text, *level])
    down = [(0, 0, 1, 0, "Assertion"), (0, 1, 1, 1, "Evidence ref"), (0, 2, 1, 2, "Evidence item text")]
    return Book().sheet("Cat 3", rows, merges=down)


LAYOUTS = {
    layout.__name__: layout
    for layout in (
        sheet_per_category,
        category_column,
        column_per_category,
        column_per_organisation,
        organisation_types_column,
        groups_by_category,
        groups_by_field,
        one_column_and_levels,
        levels_in_words,
        levels_by_organisation,
        merged_headings,
    )
}
