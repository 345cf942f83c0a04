"""Editions as they are asked here: ours, or revised by the official list that was imported."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from havenkeep.standards.domain import loading
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.domain.official_list import OfficialList, official_from_json
from havenkeep.standards.domain.revision import revise
from havenkeep.standards.models import EditionRevision

MEMORY = 64


class UnknownRevision(LookupError):
    """No official list of this number was imported for the edition. `str()` is one plain sentence."""


def current_edition(edition_id: str) -> Edition:
    """Return the edition with its newest official list in force, or as we ship it. One query.

    Raises:
        UnknownEdition: we ship no edition of this id.
    """
    base = loading.edition(edition_id)
    newest = newest_revision(edition_id)
    return base if newest is None else _revised(edition_id, *newest)


def edition_at(edition_id: str, number: int) -> Edition:
    """Return the edition as it stood at a revision; 0 is as we ship it, without a query.

    Raises:
        UnknownEdition: we ship no edition of this id.
        UnknownRevision: nothing was imported under this number.
    """
    base = loading.edition(edition_id)
    return base if number == 0 else _revised(edition_id, number, _digest(edition_id, number))


def edition_in_force(*, on: date) -> Edition:
    """Return the edition that is open on a day, with its newest official list. One query."""
    return current_edition(loading.edition_in_force(on=on).id)


def official_list(edition_id: str, number: int) -> OfficialList | None:
    """Return the official list of a revision, with its tooltips; None for 0, which has none.

    Raises:
        UnknownRevision: nothing was imported under this number.
    """
    return None if number == 0 else _official(edition_id, number, _digest(edition_id, number))


def newest_revision(edition_id: str) -> tuple[int, str] | None:
    """Return the newest revision's number and the SHA-256 of its file, or None. One query."""
    newest = EditionRevision.objects.filter(edition=edition_id).order_by("-number")
    return newest.values_list("number", "sha256").first()


def revisions(edition_id: str) -> list[EditionRevision]:
    """Return what was imported for an edition, newest first, without the lists themselves. One query."""
    return list(EditionRevision.objects.filter(edition=edition_id).defer("official").order_by("-number"))


def _digest(edition_id: str, number: int) -> str:
    kept = EditionRevision.objects.filter(edition=edition_id, number=number)
    digest = kept.values_list("sha256", flat=True).first()
    if digest is None:
        raise UnknownRevision(f"No official list number {number} was imported for {edition_id}.")
    return digest


# The digest is part of the key because tests, and a restored backup, reuse numbers.
@lru_cache(maxsize=MEMORY)
def _official(edition_id: str, number: int, sha256: str) -> OfficialList:
    kept = EditionRevision.objects.filter(edition=edition_id, number=number, sha256=sha256)
    return official_from_json(kept.values_list("official", flat=True).get())


@lru_cache(maxsize=MEMORY)
def _revised(edition_id: str, number: int, sha256: str) -> Edition:
    official = _official(edition_id, number, sha256)
    edition, _ = revise(loading.edition(edition_id), official, number=number)
    return edition
