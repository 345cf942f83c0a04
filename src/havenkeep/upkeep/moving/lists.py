"""The official lists that a service's rows speak of, put beside those that are here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from havenkeep.audit.domain.actor import Actor
from havenkeep.standards.actions import add_revision
from havenkeep.standards.domain import loading
from havenkeep.standards.domain.official_list import official_from_json
from havenkeep.standards.models import EditionRevision
from havenkeep.upkeep.moving.members import EDITIONS
from havenkeep.upkeep.moving.parcel import Parcel
from havenkeep.upkeep.moving.taking import Odd


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """`numbers` are those of each list here, by (edition, SHA-256); `sentences` what changed."""

    numbers: Mapping[tuple[str, str], int]
    sentences: tuple[str, ...]


def bring_lists(parcel: Parcel, *, by: Actor, at: datetime) -> Lists:
    """Add the lists that are not here. What is in force here stays in force; where none was, theirs is now.

    Raises:
        Odd: a list is not one, or is of a year that this Havenkeep does not know.
    """
    sentences = []
    for edition in parcel.manifest.editions:
        rows = list(parcel.rows(f"{EDITIONS}/{edition}.jsonl"))
        if edition not in loading.editions() or any(row.get("edition") != edition for row in rows):
            raise Odd(f"it has an official list of a year {edition[:40]} that is not known here")
        newest = EditionRevision.objects.filter(edition=edition).order_by("-number").first()
        here = set(EditionRevision.objects.filter(edition=edition).values_list("sha256", flat=True))
        new = [row for row in rows if row.get("sha256") not in here]
        for row in new:
            _add(edition, row, by=by, at=at)
        if new and newest is not None:
            # On top again, so that nobody else's list changes.
            _add(
                edition,
                {"official": newest.official, "sha256": newest.sha256, "file_name": newest.file_name},
                by=by,
                at=at,
            )
        elif new:
            sentences.append(f"The official list of {edition} came along, and is in force here from now on.")
    numbers = EditionRevision.objects.order_by("number").values_list("edition", "sha256", "number")
    return Lists(
        numbers={(edition, sha): number for edition, sha, number in numbers}, sentences=tuple(sentences)
    )


def _add(edition: str, row: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    sha, name = row.get("sha256"), row.get("file_name")
    if not (isinstance(sha, str) and isinstance(name, str)) or len(sha) != 64:
        raise Odd(f"the official list of {edition} is not one")
    try:
        official = official_from_json(row["official"])
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Odd(f"the official list of {edition} is not one") from wrong
    add_revision(official, edition_id=edition, sha256=sha, name=name, by=by, at=at)
