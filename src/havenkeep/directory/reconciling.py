"""Fits the rows of a national list to what is kept: what is new, what changed, what stays as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from havenkeep.directory.domain.cqc_directory import CqcRow
from havenkeep.directory.domain.dspt_search import DsptRow
from havenkeep.directory.models import DirectoryFile, Organisation
from havenkeep.directory.taking import copy_of_cqc, leave_cqc, take_cqc, take_dspt

Entry: TypeAlias = DsptRow | CqcRow


@dataclass(slots=True)
class Plan:
    """What one batch of entries asks for. `moved` rows give up their CQC number before any row takes one."""

    new: list[Organisation] = field(default_factory=list)
    changed: dict[int, Organisation] = field(default_factory=dict)
    same: list[int] = field(default_factory=list)
    older: int = 0
    merged_away: list[int] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Said:
    digest: str
    file_id: int | None


class Known:
    """What is kept, by code and by location: just enough to tell a new entry from a changed or same one."""

    def __init__(self, file: DirectoryFile) -> None:
        newer = DirectoryFile.objects.filter(kind=file.kind, dated_on__gt=file.dated_on)
        self._newer = frozenset(newer.values_list("pk", flat=True))
        self._file = file
        self._by_code: dict[str, int] = {}
        self._by_location: dict[str, int] = {}
        self._said: dict[int, _Said] = {}
        self._confirmed: set[int] = set()
        rows = Organisation.objects.values_list(
            "pk", "ods_code", "cqc_location_id", f"{file.kind}_digest", f"{file.kind}_file_id"
        )
        for pk, code, location, digest, file_id in rows.iterator(chunk_size=5000):
            if code:
                self._by_code[code] = pk
            if location:
                self._by_location[location] = pk
            if digest:
                self._said[pk] = _Said(digest, file_id)

    def plan(self, entries: Sequence[Entry]) -> Plan:
        """What a batch asks for, in one query however long it is."""
        plan = Plan()
        asking: list[tuple[Entry, str]] = []
        wanted: set[int] = set()
        for entry in entries:
            pks, digest = self._rows_of(entry), digest_of(entry)
            if any(pk in self._said and self._said[pk].file_id in self._newer for pk in pks):
                plan.older += 1
            elif pks and pks[0] in self._said and self._said[pks[0]].digest == digest:
                plan.same.append(pks[0])
                self._confirmed.add(pks[0])
            else:
                asking.append((entry, digest))
                wanted.update(pks)
        rows = Organisation.objects.in_bulk(wanted)
        for entry, digest in asking:
            if isinstance(entry, DsptRow):
                self._plan_dspt(plan, rows, entry, digest)
            else:
                self._plan_cqc(plan, rows, entry, digest)
        return plan

    def _rows_of(self, entry: Entry) -> list[int]:
        """The rows that an entry concerns: first the one that stands on its own number or code."""
        found = [] if isinstance(entry, DsptRow) else [self._by_location.get(entry.location_id)]
        found.append(self._by_code.get(entry.ods_code) if entry.ods_code else None)
        return list(dict.fromkeys(pk for pk in found if pk is not None))

    def _plan_dspt(self, plan: Plan, rows: dict[int, Organisation], entry: DsptRow, digest: str) -> None:
        pk = self._by_code.get(entry.ods_code)
        row = rows[pk] if pk is not None else Organisation()
        take_dspt(row, entry, file=self._file, digest=digest)
        _place(plan, row)

    def _plan_cqc(self, plan: Plan, rows: dict[int, Organisation], entry: CqcRow, digest: str) -> None:
        here = self._by_location.get(entry.location_id)
        there = self._by_code.get(entry.ods_code) if entry.ods_code else None
        row = rows[there] if there is not None else None
        standing = rows[here] if here is not None else None
        if standing is not None and standing is not row:
            if not entry.ods_code:
                row = standing
            elif standing.ods_code is not None and standing.dspt_digest:
                leave_cqc(standing)
                plan.moved.add(standing.pk)
                _place(plan, standing)
            elif row is None:
                row = standing
            else:
                plan.merged_away.append(standing.pk)
        if row is not None and row.cqc_location_id not in {None, entry.location_id}:
            self._displace(plan, row)
        row = row if row is not None else Organisation()
        take_cqc(row, entry, file=self._file, digest=digest)
        _place(plan, row)

    def _displace(self, plan: Plan, row: Organisation) -> None:
        """A code has gone from one location to another: the first stands alone if the list still has it."""
        if row.pk in self._confirmed:
            plan.new.append(copy_of_cqc(row))
        plan.moved.add(row.pk)
        self._by_location.pop(row.cqc_location_id or "", None)


def digest_of(entry: Entry) -> str:
    """Sixteen characters that differ when anything in the entry does."""
    return hashlib.blake2b(repr(entry).encode(), digest_size=8).hexdigest()


def _place(plan: Plan, row: Organisation) -> None:
    if row._state.adding:
        plan.new.append(row)
    else:
        plan.changed[row.pk] = row
