"""Where the official sheet keeps what: its heading rows, and what each column holds for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from havenkeep.sheets.table import Row
from havenkeep.standards.domain.official_marks import (
    Reach,
    categories_named,
    clean,
    plain,
    reach_of,
    read_mark,
    read_reference,
    without_categories,
)

HEADINGS_WITHIN = 60
DEEPEST_HEADING = 3
SAMPLE_ROWS = 400
LONG_TEXT = 24


class Role(StrEnum):
    """What a column holds. `ITEM` is reference or wording; `APPLIES` is headed only by whom it is for."""

    REFERENCE = "reference"
    ITEM = "item"
    WORDING = "wording"
    TOOLTIP = "tooltip"
    MANDATORY = "mandatory"
    APPROACHING = "approaching"
    CATEGORY = "category"
    ORGANISATIONS = "organisations"
    KIND = "kind"
    ASSERTION = "assertion"
    APPLIES = "applies"
    IGNORED = "ignored"


HOLDS_REFERENCES = frozenset({Role.REFERENCE, Role.ITEM, Role.WORDING, Role.ASSERTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it holds, the categories its heading names, and whether that is us."""

    index: int
    role: Role
    heading: str
    categories: frozenset[int] = frozenset()
    reach: Reach = Reach.SILENT
    adds: bool = False

    def rank(self, *, category: int) -> int:
        """Return how closely it speaks for us: 3 our type, 2 our category, 1 all, 0 perhaps, -1 never."""
        if self.categories and category not in self.categories:
            return -1
        if self.reach is Reach.OURS:
            return 3
        if self.reach is Reach.OTHERS:
            return 0 if self.categories else -1
        return 2 if self.categories else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The last heading row (index in the rows given) and the columns under it."""

    heading_index: int
    columns: tuple[Column, ...]

    def of(self, role: Role, *, category: int) -> tuple[Column, ...]:
        """Return the columns of a role that may speak for us, closest first."""
        ranked = [(column.rank(category=category), column) for column in self.columns if column.role is role]
        return tuple(column for rank, column in sorted(ranked, key=lambda pair: -pair[0]) if rank >= 0)

    @property
    def reference(self) -> Column:
        return next(column for column in self.columns if column.role is Role.REFERENCE)


# The first that matches wins, so the order is part of the rule.
_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"exempt|cyber essentials|iso ?27001|\bpsn\b|nhs ?mail|\baudit\b", Role.IGNORED),
        (
            r"^(?:changed?|changes|updated?|previous|old|new in|what)\b|\bchanges?\b|^comments?$|\bowner\b",
            Role.IGNORED,
        ),
        (r"\bapproaching\b|^as$", Role.APPROACHING),
        (
            r"mandatory|\brequired\b|\blevel\b|standards met|compulsory|^m (?:or )?o$|^m$|^sm$",
            Role.MANDATORY,
        ),
        (r"tool ?tips?|guidance|help ?text|\bhints?\b|further information", Role.TOOLTIP),
        (
            r"(?:answer|response|input|evidence|question|item|reply) (?:type|format|kind)|^(?:type|format)$"
            r"|type of (?:answer|response|evidence|input|reply)",
            Role.KIND,
        ),
        (r"categor(?:y|ies)|^cats?$", Role.CATEGORY),
        (
            r"organi[sz]ations?(?: type| sector|s? it applies|$)|types? of organi[sz]ation|\bsectors?\b"
            r"|applies to|applicable to|applicability|^who$",
            Role.ORGANISATIONS,
        ),
        (
            r"assertion|\bstandard\b|\bsection\b|\bndg\b|\boutcome|\bobjective|\bprinciple|\btopic\b",
            Role.ASSERTION,
        ),
        (r"\b(?:refs?|references?|number|no|num|id|identifier|code)\b", Role.REFERENCE),
        (r"^(?:dspt )?(?:evidence|evidence items?|items?|questions?)$", Role.ITEM),
        (r"text|question|wording|evidence|requirement|description|\bdetails?\b|\bitems?\b", Role.WORDING),
    )
)
_GROUP_ROLES = frozenset(
    {Role.WORDING, Role.TOOLTIP, Role.MANDATORY, Role.APPROACHING, Role.KIND, Role.IGNORED}
)
_ADDS = re.compile(r"\b(?:only|additional|extra|also|plus)\b")


def find_layout(rows: Sequence[Row], *, organisation_type: str) -> Layout | None:
    """Return the best heading row, one to three rows of headings read as one. None without references."""
    best: tuple[tuple[int, int, int], int, tuple[Column, ...]] | None = None
    for index in range(min(len(rows), HEADINGS_WITHIN)):
        if _holds_reference(rows[index]):
            if best is not None:
                break
            continue
        for depth in range(DEEPEST_HEADING):
            block = rows[max(0, index - depth) : index + 1]
            if len(block) <= depth or any(_holds_reference(row) for row in block):
                break
            columns = _read_headings(block, organisation_type=organisation_type)
            score = _score(columns, depth=depth)
            if score is not None and (best is None or score > best[0]):
                best = (score, index, columns)
    if best is None:
        return None
    _, index, columns = best
    settled = _settle(columns, rows[index + 1 : index + 1 + SAMPLE_ROWS], organisation_type=organisation_type)
    return Layout(heading_index=index, columns=settled) if settled else None


def cell(row: Row, index: int) -> str:
    return clean(row.cells[index]) if index < len(row.cells) else ""


def _holds_reference(row: Row) -> bool:
    return any(text and read_reference(text) is not None for text in row.cells)


def _score(columns: Sequence[Column], *, depth: int) -> tuple[int, int, int] | None:
    roles = {column.role for column in columns} - {Role.IGNORED}
    if not roles & HOLDS_REFERENCES or len(roles) < 2:
        return None
    return len(roles), sum(bool(column.categories) for column in columns), -depth


def _read_headings(block: Sequence[Row], *, organisation_type: str) -> tuple[Column, ...]:
    width = max(len(row.cells) for row in block)
    *above, bottom = block
    groups = [_spread(row, width=width) for row in above]
    columns = []
    for index in range(width):
        straight = [text for row in (*above, bottom) if (text := cell(row, index))]
        if not straight:
            continue
        column = _read_heading(straight[-1], index=index, organisation_type=organisation_type)
        for group in reversed(groups):
            column = _under(column, group[index], organisation_type=organisation_type)
        if column.role is not Role.IGNORED:
            columns.append(column)
    return tuple(columns)


def _spread(row: Row, *, width: int) -> list[str]:
    """Return a row of merged group headings with each one carried over the columns it covers.

    A single cell at the far left is a title of the sheet, not a group.
    """
    texts = [cell(row, index) for index in range(width)]
    filled = [index for index, text in enumerate(texts) if text]
    if not filled or filled == [0]:
        return [""] * width
    carried = ""
    for index, text in enumerate(texts):
        carried = text or carried
        texts[index] = carried
    return texts


def _under(column: Column, group: str, *, organisation_type: str) -> Column:
    if not group or group == column.heading:
        return column
    above = _read_heading(group, index=column.index, organisation_type=organisation_type)
    if column.role is Role.APPLIES and above.role in _GROUP_ROLES:
        column = replace(column, role=above.role)
    if not column.categories and column.reach is Reach.SILENT:
        return replace(column, categories=above.categories, reach=above.reach)
    if not column.categories and above.categories:
        return replace(column, categories=above.categories)
    return column


def _read_heading(text: str, *, index: int, organisation_type: str) -> Column:
    categories = categories_named(text)
    reach = reach_of(text, organisation_type=organisation_type)
    words = plain(without_categories(text))
    role = next((role for pattern, role in _ROLES if pattern.search(words)), None)
    named = bool(categories) or reach is not Reach.SILENT
    lists_types = role is Role.ORGANISATIONS and not categories and words.startswith("organi")
    if named and role in {None, Role.ORGANISATIONS, Role.CATEGORY} and not lists_types:
        role = Role.APPLIES
    return Column(
        index=index,
        role=role or Role.IGNORED,
        heading=text,
        categories=categories,
        reach=reach,
        adds=named and bool(_ADDS.search(words)),
    )


def _settle(
    columns: Sequence[Column], rows: Sequence[Row], *, organisation_type: str
) -> tuple[Column, ...] | None:
    """Decide by what stands below: which column holds the references, and which hold words, not marks."""

    def references(column: Column) -> int:
        return sum(read_reference(cell(row, column.index)) is not None for row in rows)

    candidates = [column for column in columns if column.role in HOLDS_REFERENCES]
    chosen = max(candidates, key=references, default=None)
    if chosen is None or not references(chosen):
        return None
    settled = []
    for column in columns:
        if column is chosen:
            settled.append(replace(column, role=Role.REFERENCE, categories=frozenset(), reach=Reach.SILENT))
        elif column.role is Role.ITEM:
            settled.append(replace(column, role=Role.WORDING))
        elif column.role in {Role.APPLIES, Role.WORDING}:
            words = _holds_words(column, rows, organisation_type=organisation_type)
            settled.append(replace(column, role=Role.WORDING if words else _marks_role(column)))
        elif column.role is not Role.REFERENCE:
            settled.append(column)
    return tuple(settled)


def _marks_role(column: Column) -> Role:
    return Role.APPLIES if column.categories or column.reach is not Reach.SILENT else column.role


def _holds_words(column: Column, rows: Sequence[Row], *, organisation_type: str) -> bool:
    texts = [text for row in rows if (text := cell(row, column.index))]
    if not texts:
        return column.role is Role.WORDING
    wordy = sum(
        len(text) > LONG_TEXT or read_mark(text, organisation_type=organisation_type) is None
        for text in texts
    )
    return 2 * wordy > len(texts)
