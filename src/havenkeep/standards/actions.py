"""Importing the official list of an edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import transaction

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import Actor
from havenkeep.sheets.reading import Limits, read_workbook
from havenkeep.sheets.table import MIB
from havenkeep.standards.domain import loading
from havenkeep.standards.domain.official_list import OfficialList, official_to_json
from havenkeep.standards.domain.official_marks import clean
from havenkeep.standards.domain.official_sheet import read_official
from havenkeep.standards.domain.revision import RevisionReport, revise
from havenkeep.standards.domain.right_edition import doubt_about_edition
from havenkeep.standards.models import EditionRevision
from havenkeep.standards.queries import current_edition, newest_revision

LIMITS = Limits(rows=50_000, columns=200, cells=1_000_000, packed_bytes=16 * MIB, unpacked_bytes=128 * MIB)


def import_edition(
    *, path: Path, name: str, edition_id: str, by: Actor, at: datetime, dry_run: bool = False
) -> RevisionReport:
    """Put the official list in force as the edition's next revision, and say what that changes.

    `name` is the file's name as the person knows it. With `dry_run` nothing is kept. The file that is already
    in force changes nothing and makes no revision.

    Raises:
        UnknownEdition: we ship no edition of this id.
        Unreadable: the file is no spreadsheet.
        NotTheSheet: it is not the official list.
    """
    edition, previous = loading.edition(edition_id), current_edition(edition_id)
    workbook = read_workbook(path, name=name, limits=LIMITS)
    number, digest = newest_revision(edition_id) or (0, "")
    if digest == workbook.sha256:
        count = previous.mandatory_count
        return RevisionReport(number=number, mandatory_was=count, mandatory_now=count, already_current=True)
    official = read_official(workbook)
    _, report = revise(edition, official, number=number + 1, previous=previous)
    report = replace(report, doubt=doubt_about_edition(edition, official, name=name))
    if not dry_run:
        add_revision(official, edition_id=edition_id, sha256=workbook.sha256, name=name, by=by, at=at)
    return report


@transaction.atomic
def add_revision(
    official: OfficialList, *, edition_id: str, sha256: str, name: str, by: Actor, at: datetime
) -> None:
    """Put a list in force as the edition's next revision. `sha256` is of the file that it was read from."""
    number, _ = newest_revision(edition_id) or (0, "")
    revision = EditionRevision.objects.create(
        edition=edition_id,
        number=number + 1,
        sha256=sha256,
        official=official_to_json(official),
        file_name=clean(name)[-200:],
        imported_at=at,
        by_label=by.label,
        by_id=by.id,
    )
    record(
        stream=INSTANCE,
        event="standards.edition_revised",
        by=by,
        at=at,
        subject=f"standards.editionrevision:{revision.pk}",
        fields=("edition", "number", "official"),
        values={"sha256": sha256},
    )
