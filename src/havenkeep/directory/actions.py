"""Importing the national lists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import Actor
from havenkeep.directory.domain.files import Listing, ListKind, list_date, recognise
from havenkeep.directory.domain.reading import CannotImport, Refused
from havenkeep.directory.models import DirectoryFile, Organisation
from havenkeep.directory.reconciling import Entry, Known, Plan
from havenkeep.directory.taking import WRITTEN
from havenkeep.sheets.cells import clean
from havenkeep.sheets.reading import stream_workbook
from havenkeep.sheets.table import MIB

_BATCH = 1000
_MOST_ERRORS = 100
_REPOINTED = {ListKind.DSPT: "dspt_file", ListKind.CQC: "cqc_file"}

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did. `errors` are sentences about rows left out or kept in part, the first hundred of
    them.

    `unchanged` counts rows that say nothing new, and rows of an older list that a newer one has overtaken.
    """

    kind: ListKind
    dated_on: date
    added: int
    changed: int
    unchanged: int
    errors: tuple[str, ...]
    rows_with_errors: int


def import_directory(
    *,
    path: Path,
    name: str,
    by: Actor,
    at: datetime,
    dated_on: date | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Takes in a national list: the toolkit's organisation search, or the CQC's list of locations.

    Which of the two it is, its own headings tell; the day it tells of stands in `name`, the file's name as
    it was downloaded, else in `dated_on`. Both lists meet on the ODS code. A list older than what is kept
    adds what is missing and overwrites nothing; the same list again changes nothing. All or nothing is
    kept.

    `progress` is told how many rows are done, reading counted as half of the work.

    Raises:
        Unreadable: the file is no spreadsheet.
        CannotImport: it is neither list, has no rows, or its day is not known.
    """
    name = clean(name.replace("\\", "/").rpartition("/")[2])[-200:]
    day = list_date(name=name, told=dated_on, today=at.date())
    sha256 = _digest(path)
    listing = recognise(stream_workbook(path, name=name), name=name)
    entries, refused = _read(listing, progress=progress)
    if not entries:
        raise CannotImport(
            f"“{name}” has the right headings but no row that can be read. "
            "Download the list again and try once more."
        )
    file = DirectoryFile(kind=listing.kind, name=name, sha256=sha256, dated_on=day, imported_at=at)
    counts = _keep(entries, file=file, by=by, at=at, progress=progress)
    return ImportReport(
        kind=listing.kind,
        dated_on=day,
        added=counts.added,
        changed=counts.changed,
        unchanged=counts.unchanged,
        errors=tuple(each.sentence for each in refused[:_MOST_ERRORS]),
        rows_with_errors=len(refused),
    )


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(MIB):
            digest.update(piece)
    return digest.hexdigest()


def _read(listing: Listing, *, progress: Progress | None) -> tuple[list[Entry], list[Refused]]:
    entries: list[Entry] = []
    refused: list[Refused] = []
    for item in listing.entries:
        if isinstance(item, Refused):
            refused.append(item)
        else:
            entries.append(item)
            if progress and len(entries) % _BATCH == 0:
                progress(len(entries) // 2)
    return entries, refused


@dataclass(slots=True)
class _Counts:
    added: int = 0
    changed: int = 0
    older: int = 0
    same: list[int] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        return self.older + len(self.same)


@transaction.atomic
def _keep(
    entries: Sequence[Entry], *, file: DirectoryFile, by: Actor, at: datetime, progress: Progress | None
) -> _Counts:
    file = _shelved(file, rows=len(entries))
    known, counts = Known(file), _Counts()
    for start in range(0, len(entries), _BATCH):
        batch = entries[start : start + _BATCH]
        plan = known.plan(batch)
        _write(plan)
        counts.added += len(plan.new)
        counts.changed += len(plan.changed)
        counts.older += plan.older
        counts.same += plan.same
        if progress:
            progress((len(entries) + start + len(batch)) // 2)
    for start in range(0, len(counts.same), _BATCH):
        rows = Organisation.objects.filter(pk__in=counts.same[start : start + _BATCH])
        rows.update(**{_REPOINTED[ListKind(file.kind)]: file})
    record(
        stream=INSTANCE,
        event="directory.imported",
        by=by,
        at=at,
        subject=f"directory.directoryfile:{file.pk}",
        fields=("kind", "rows"),
        values={"sha256": file.sha256},
    )
    return counts


def _shelved(file: DirectoryFile, *, rows: int) -> DirectoryFile:
    """The file's own row, the one it had already when the same bytes came before."""
    kept, made = DirectoryFile.objects.get_or_create(
        sha256=file.sha256,
        defaults={
            "kind": file.kind,
            "name": file.name,
            "dated_on": file.dated_on,
            "imported_at": file.imported_at,
            "rows": rows,
        },
    )
    if not made and kept.dated_on != file.dated_on:
        kept.dated_on = file.dated_on
        kept.save(update_fields=["dated_on"])
    return kept


def _write(plan: Plan) -> None:
    Organisation.objects.filter(pk__in=plan.merged_away).delete()
    Organisation.objects.filter(pk__in=plan.moved).update(cqc_location_id=None)
    Organisation.objects.bulk_create(
        plan.changed.values(), update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
    )
    Organisation.objects.bulk_create(plan.new)
