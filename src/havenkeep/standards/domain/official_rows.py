"""Rows under the official sheet's headings: whose they are, what they ask, and which cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from havenkeep.sheets.table import Row
from havenkeep.standards.domain.official_columns import Column, Layout, Role, cell
from havenkeep.standards.domain.official_list import OfficialItem
from havenkeep.standards.domain.official_marks import (
    Mark,
    Reach,
    categories_listed,
    plain,
    reach_of,
    read_kind,
    read_mark,
    read_reference,
    why_mangled,
)

QUOTED = 40
WHOSE = frozenset({Role.CATEGORY, Role.ORGANISATIONS, Role.MANDATORY, Role.APPLIES})


@dataclass(slots=True)
class RowTally:
    """What happened to the rows, for the sentences of the report."""

    rows: int = 0
    repeats: int = 0
    other_categories: int = 0
    other_organisations: int = 0
    approaching_optional: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def sentences(self) -> tuple[str, ...]:
        said = []
        if self.other_categories:
            said.append(f"{_rows(self.other_categories)} not asked in Category 3, so left out.")
        if self.other_organisations:
            said.append(
                f"{_rows(self.other_organisations)} only for other types of organisation, so left out."
            )
        if self.repeats:
            said.append(f"{_rows(self.repeats)} a repeat of an earlier one, word for word, so counted once.")
        if self.approaching_optional:
            refs = ", ".join(self.approaching_optional)
            said.append(
                f"Marked for Approaching Standards but not mandatory, so counted as optional: {refs}."
            )
        return tuple(said)


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"


def _shown(text: str) -> str:
    return f"“{text}”" if len(text) <= QUOTED else f"“{text[:QUOTED]}…”"


class _Unread(Exception):
    """A cell that belongs to us and cannot be understood."""


class RowReader:
    """Reads the rows of one sheet, once. A blank reference continues the row above: merged cells come so."""

    def __init__(
        self,
        *,
        sheet_name: str,
        layout: Layout,
        organisation_type: str,
        category: int,
        default_level: bool | None,
    ) -> None:
        self._sheet_name = sheet_name
        self._layout = layout
        self._organisation_type = organisation_type
        self._category = category
        self._default_level = default_level
        self._columns = {role: layout.of(role, category=category) for role in Role}
        self._whose = [column for column in layout.columns if column.role in WHOSE]
        self._own_wording = [c for c in self._columns[Role.WORDING] if c.rank(category=category) > 1]
        self._shared = any(column.rank(category=category) < 0 for column in layout.columns)
        self._items: list[OfficialItem] = []
        self._ref = ""
        self._wording = ""
        self._kept_last = False

    @property
    def knows_level(self) -> bool:
        """Whether a column, or the sheet's own name, says which rows are mandatory."""
        marks = self._columns[Role.MANDATORY] or self._columns[Role.APPLIES]
        return bool(marks) or self._default_level is not None

    def read(self, rows: Iterable[Row], *, tally: RowTally) -> list[OfficialItem]:
        """Return the rows asked of us in their order; what could not be read goes to the tally."""
        for row in rows:
            if not any(text.strip() for text in row.cells):
                continue
            tally.rows += 1
            try:
                self._read(row, tally=tally)
            except _Unread as unread:
                tally.problems.append(f"{self._source(row)}: {unread}")
        return self._items

    def _source(self, row: Row) -> str:
        return f"{self._sheet_name}!{row.number}"

    def _read(self, row: Row, *, tally: RowTally) -> None:
        reference = cell(row, self._layout.reference.index)
        wording = self._first(row, Role.WORDING)
        if not reference:
            self._continue(row, wording=wording, tally=tally)
            return
        read = read_reference(reference)
        if read is None:
            self._ref, self._wording, self._kept_last = "", "", False
            self._refuse_lost_reference(row, reference=reference, wording=wording)
            return
        # A reference merged over several rows comes back on each, its wording perhaps only on the first.
        carried = self._wording if read.ref == self._ref else ""
        self._ref, self._wording = read.ref, wording or read.rest or carried
        self._keep(row, tally=tally)

    def _continue(self, row: Row, *, wording: str, tally: RowTally) -> None:
        """Take a row without reference: the same item for someone else, or more words for the row above."""
        if not self._ref:
            if wording and self._marked(row):
                raise _Unread("this row is marked mandatory and has no reference.")
        elif any(cell(row, column.index) for column in self._whose):
            self._wording = wording or self._wording
            self._keep(row, tally=tally)
        elif self._kept_last:
            last = self._items[-1]
            tooltip = self._first(row, Role.TOOLTIP)
            self._items[-1] = replace(
                last,
                text="\n".join(filter(None, (last.text, wording))),
                tooltip="\n".join(filter(None, (last.tooltip, tooltip))),
            )

    def _keep(self, row: Row, *, tally: RowTally) -> None:
        self._kept_last = False
        if not self._asked_in_category(row):
            tally.other_categories += 1
            return
        if not self._asked_of_us(row):
            tally.other_organisations += 1
            return
        level = self._level(row)
        if not level.asked or not (level.mandatory or self._worded_for_us(row)):
            tally.other_categories += 1
            return
        if not self._wording:
            raise _Unread(f"{self._ref} has no wording.")
        approaching = self._approaching(row, level=level)
        if approaching and not level.mandatory:
            tally.approaching_optional.append(self._ref)
        self._kept_last = True
        self._items.append(
            OfficialItem(
                ref=self._ref,
                text=self._wording,
                tooltip=self._first(row, Role.TOOLTIP),
                mandatory=level.mandatory,
                approaching=approaching,
                kind=read_kind(self._first(row, Role.KIND)),
                source=self._source(row),
            )
        )

    def _refuse_lost_reference(self, row: Row, *, reference: str, wording: str) -> None:
        """Let headings between rows pass; refuse a spoilt reference, or a mandatory row without one."""
        has_wording = wording or not self._columns[Role.WORDING]
        if plain(reference) == plain(self._layout.reference.heading) or not has_wording:
            return
        why = why_mangled(reference)
        marked = self._marked(row)
        is_section = reference.count(".") == 1 and not marked
        if is_section or not (why or marked):
            return
        if self._asked_in_category(row) and self._asked_of_us(row) and self._level(row).asked:
            reason = why or "it is not three numbers with dots"
            raise _Unread(f"{_shown(reference)} is not a reference: {reason}.")

    def _marked(self, row: Row) -> bool:
        columns = (*self._columns[Role.MANDATORY][:1], *self._columns[Role.APPLIES][:1])
        marks = (self._mark(row, column) for column in columns)
        return any(mark is not None and mark.mandatory for mark in marks)

    def _asked_in_category(self, row: Row) -> bool:
        for column in self._columns[Role.CATEGORY][:1]:
            text = cell(row, column.index)
            categories = categories_listed(text)
            if categories is not None:
                return self._category in categories
            reach = reach_of(text, organisation_type=self._organisation_type)
            if reach is Reach.SILENT:
                raise _Unread(f"{_shown(text)} under {_shown(column.heading)} is not a category.")
            return reach is Reach.OURS
        return True

    def _asked_of_us(self, row: Row) -> bool:
        for column in self._columns[Role.ORGANISATIONS][:1]:
            text = cell(row, column.index)
            return not text or reach_of(text, organisation_type=self._organisation_type) is Reach.OURS
        return True

    def _worded_for_us(self, row: Row) -> bool:
        """Where each category has its own wording, a blank means that the category is not asked."""
        own = self._own_wording
        return not (own and self._shared) or any(cell(row, column.index) for column in own)

    def _level(self, row: Row) -> Mark:
        """Return what the closest column says; a bare tick under our category leaves it to `Mandatory`."""
        applies = self._closest(row, Role.APPLIES)
        if applies is not None and (not applies.asked or applies.names_level):
            return applies
        stated = self._closest(row, Role.MANDATORY)
        if stated is None:
            return applies or Mark(asked=True, mandatory=bool(self._default_level))
        if stated.asked or self._blank_means_unasked():
            return stated
        return Mark(asked=True)

    def _blank_means_unasked(self) -> bool:
        """Among levels for several categories a blank is 'not asked', unless each has its own wording too.

        In a list of our own it is optional.
        """
        closest = self._columns[Role.MANDATORY][0]
        return self._shared and not self._own_wording and closest.rank(category=self._category) > 1

    def _closest(self, row: Row, role: Role) -> Mark | None:
        columns = self._columns[role]
        closest = [column for column in columns if not column.adds][:1]
        adding = [c for c in columns if c.adds and c.rank(category=self._category) > 2]
        marks = [self._understood(row, column) for column in (*closest, *adding)]
        return max(marks, key=lambda mark: (mark.asked, mark.mandatory), default=None)

    def _understood(self, row: Row, column: Column) -> Mark:
        mark = self._mark(row, column)
        if mark is None:
            shown, heading = _shown(cell(row, column.index)), _shown(column.heading)
            raise _Unread(f"{shown} under {heading} says neither mandatory nor optional.")
        return mark

    def _mark(self, row: Row, column: Column) -> Mark | None:
        return read_mark(cell(row, column.index), organisation_type=self._organisation_type)

    def _approaching(self, row: Row, *, level: Mark) -> bool | None:
        for column in self._columns[Role.APPROACHING][:1]:
            return self._understood(row, column).mandatory
        return level.approaching

    def _first(self, row: Row, role: Role) -> str:
        return next((text for column in self._columns[role] if (text := cell(row, column.index))), "")
