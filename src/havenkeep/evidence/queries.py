"""Reading proof: lists that cost the same however long they are, and one proof with all that is its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Prefetch, Sum

from havenkeep.audit.models import Event
from havenkeep.evidence.models import (
    KeptFile,
    Proof,
    ProofQuerySet,
    ProofUse,
    ProofVersion,
    SignOff,
    reading_stream,
)
from havenkeep.organisations.models import Home, Provider

A_PAGE = 50


class Standing(StrEnum):
    """What to list."""

    ON_FILE = "on_file"
    LAPSING = "lapsing"
    LAPSED = "lapsed"
    OFF_FILE = "off_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for."""

    words: str = ""
    item: str = ""
    paper: str = ""
    standing: Standing = Standing.ON_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of proofs, each with its uses and its files at hand."""

    proofs: tuple[Proof, ...]
    total: int
    number: int
    pages: int


def find(place: Home | Provider, *, wanted: Wanted, on: date, page: int = 1) -> Found:
    """Return a page of a place's proofs, newest first. Four queries."""
    rows = _standing(place.proofs.all(), standing=wanted.standing, on=on)
    if wanted.words:
        rows = rows.naming(wanted.words)
    if wanted.item:
        rows = rows.serving(wanted.item)
    if wanted.paper:
        rows = rows.filter(paper=wanted.paper)
    total = rows.count()
    pages = max(1, -(-total // A_PAGE))
    number = min(max(page, 1), pages)
    rows = rows.order_by("-added_at", "-pk").prefetch_related(
        Prefetch("uses", ProofUse.objects.order_by("pk")), "files"
    )
    shown = rows[(number - 1) * A_PAGE : number * A_PAGE]
    return Found(proofs=tuple(shown), total=total, number=number, pages=pages)


def _standing(rows: ProofQuerySet, *, standing: Standing, on: date) -> ProofQuerySet:
    if standing is Standing.OFF_FILE:
        return rows.off_file()
    rows = rows.on_file()
    if standing is Standing.LAPSED:
        return rows.lapsed(on=on)
    return rows.lapsing(on=on) if standing is Standing.LAPSING else rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One proof with everything that belongs to it; what was replaced comes newest first."""

    proof: Proof
    items: tuple[str, ...]
    files: tuple[KeptFile, ...]
    replaced: tuple[tuple[ProofVersion, tuple[KeptFile, ...]], ...]
    sign_offs: tuple[SignOff, ...]


def whole(proof: Proof) -> Whole:
    """Return a proof with its items, files, versions and sign-offs. Four queries."""
    files = list(proof.files.order_by("pk"))
    return Whole(
        proof=proof,
        items=tuple(proof.uses.order_by("pk").values_list("item", flat=True)),
        files=_of_version(files, proof.version),
        replaced=tuple((row, _of_version(files, row.number)) for row in proof.versions.order_by("-number")),
        sign_offs=tuple(sign_offs(proof.subject)),
    )


def sign_offs(subject: str, *, version: str = "") -> Sequence[SignOff]:
    """Return who signed something off, newest first; of one version when that is given. One query."""
    rows = SignOff.objects.filter(subject=subject)
    return list((rows.filter(version=version) if version else rows).order_by("-at", "-pk"))


def happened(proof: Proof, *, files: Iterable[KeptFile], limit: int = 50) -> list[Event]:
    """Return what happened to a proof and who read its files, newest first. One query."""
    subjects = [proof.subject, *(f"evidence.file:{file.ref}" for file in files)]
    streams = [proof.owner.stream, reading_stream(proof.owner)]
    events = Event.objects.filter(stream__in=streams, subject__in=subjects)
    return list(events.order_by("-at", "-number")[:limit])


def _of_version(files: Iterable[KeptFile], number: int) -> tuple[KeptFile, ...]:
    return tuple(file for file in files if file.version == number)


def kept_size(owner: Home | Provider) -> tuple[int, int]:
    """Return how many files are kept for a place, all versions, and their bytes. One query."""
    told = KeptFile.objects.filter(proof__in=owner.proofs.all()).aggregate(
        files=Count("pk"), size=Sum("size")
    )
    return told["files"], told["size"] or 0


def some_stored(most: int) -> tuple[int, list[str]]:
    """Return how many files are kept in all, and the stored names of the oldest and newest. Three queries."""
    names = KeptFile.objects.values_list("stored_as", flat=True)
    some = dict.fromkeys([*names.order_by("pk")[:most], *names.order_by("-pk")[:most]])
    return KeptFile.objects.count(), list(some)
