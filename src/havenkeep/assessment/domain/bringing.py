"""Laying a sheet's answers beside what stands this year: what comes in, what stays, what a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from havenkeep.assessment.domain.answer import Answer, BadAnswer, Origin, read_value
from havenkeep.assessment.domain.carry import Carried, carried
from havenkeep.assessment.domain.proof_lines import NewProof
from havenkeep.assessment.domain.sheet_answers import Doubt, ReadSheet
from havenkeep.assessment.domain.sheet_row import RowAnswer
from havenkeep.assessment.domain.sheet_year import Year
from havenkeep.importing.domain.report import Asked, ImportReport, Problem
from havenkeep.standards.domain.edition import Edition, Item

# Drafts nobody has confirmed give way to a sheet that knows at least as much; what a person typed never does.
_GIVES_WAY: Mapping[Origin, frozenset[Origin]] = {
    Origin.CARRIED_FORWARD: frozenset({Origin.CARRIED_FORWARD}),
    Origin.IMPORTED: frozenset({Origin.CARRIED_FORWARD, Origin.IMPORTED, Origin.PASTED}),
    Origin.PASTED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One answer to write as a draft, with the rows it comes from and what stood there before."""

    item: Item
    rows: tuple[int, ...]
    answer: Answer
    reworded: bool
    note: str
    proofs: tuple[NewProof, ...]
    was: Answer | None = None

    @property
    def kept_as(self) -> str:
        return self.was.kept_as if self.was is not None and self.was.kept_as else self.item.ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An item that keeps its answer of this year; `differs` when the sheet says something else."""

    item: Item
    rows: tuple[int, ...]
    answer: Answer
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """An answer to what is no longer asked."""

    row: int
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """What a sheet does to this year's answers. `notes` are comments that came without an answer."""

    origin: Origin
    added: tuple[Brought, ...]
    changed: tuple[Brought, ...]
    notes: tuple[Brought, ...]
    kept: tuple[Kept, ...]
    ended: tuple[Ended, ...]
    doubts: tuple[Doubt, ...]
    asked: tuple[Asked, ...]
    errors: tuple[Problem, ...]

    @property
    def written(self) -> tuple[Brought, ...]:
        return (*self.added, *self.changed, *self.notes)

    @property
    def reworded(self) -> tuple[Brought, ...]:
        return tuple(one for one in (*self.added, *self.changed) if one.reworded)

    @property
    def summary(self) -> dict[str, Any]:
        """What came of it, as plain JSON values for the page that says so."""
        return {
            "report": self.report.as_json(),
            "kept": [
                {"ref": one.item.ref, "title": one.item.title, "differs": one.differs} for one in self.kept
            ],
            "ended": [one.ref for one in self.ended],
            "reworded": len(self.reworded),
            "notes": [one.item.ref for one in self.notes if one.answer.comment],
            "proofs": sum(len(one.proofs) for one in self.written),
            "last_year": self.origin is Origin.CARRIED_FORWARD,
        }

    @property
    def report(self) -> ImportReport:
        return ImportReport(
            added=len(self.added),
            changed=len(self.changed),
            ended=len(self.ended),
            unchanged=len(self.kept),
            asked=self.asked,
            errors=self.errors,
        )


def lay_beside(read: ReadSheet, *, year: Year, existing: Mapping[str, Answer], origin: Origin) -> Bringing:
    """Decide for each answer of a sheet. `existing` is this year's answers, by the item's present reference.

    An item answered or confirmed by a person this year keeps its answer.
    """
    rows = {answer.ref: answer for answer in read.answers}
    asked = list(read.asked)
    added: list[Brought] = []
    changed: list[Brought] = []
    notes: list[Brought] = []
    kept: list[Kept] = []
    for over in carried({ref: row.answer for ref, row in rows.items()}, mapping=year.mapping, new=year.new):
        brought = _brought(over, rows=rows, year=year, was=existing.get(over.item))
        was = brought.was
        if not _fits(brought):
            asked.append(_other_kind(brought))
        elif was is not None and (
            _same(was, brought.answer) or not _may_replace(was, brought, origin=origin)
        ):
            kept.append(_kept(brought, was))
        elif not brought.answer.given:
            notes.append(brought)
        else:
            (added if was is None or not was.given else changed).append(brought)
    return Bringing(
        origin=origin,
        added=tuple(added),
        changed=tuple(changed),
        notes=(*notes, *_proofs_alone(rows, year=year, existing=existing)),
        kept=tuple(kept),
        ended=tuple(Ended(row=row.row, ref=row.ref) for row in read.answers if not year.targets[row.ref]),
        doubts=read.doubts,
        asked=tuple(sorted(asked, key=lambda one: one.row)),
        errors=read.errors,
    )


def under_present_refs(answers: Mapping[str, Answer], *, edition: Edition) -> dict[str, Answer]:
    """Return answers by the reference their item goes by in an edition; its own reference before an alias."""
    found: dict[str, Answer] = {}
    for item in edition.items:
        refs = (ref for ref in (item.ref, *item.aliases) if ref in answers)
        first = next(refs, None)
        if first is not None:
            found[item.ref] = answers[first]
    return found


def _brought(over: Carried, *, rows: Mapping[str, RowAnswer], year: Year, was: Answer | None) -> Brought:
    mine = [rows[ref] for ref in over.old_items]
    return Brought(
        item=year.new.by_ref[over.item],
        rows=tuple(row.row for row in mine),
        answer=over.answer,
        reworded=over.reworded,
        note=over.note,
        proofs=tuple(dict.fromkeys(proof for row in mine for proof in row.proofs)),
        was=was,
    )


def _fits(brought: Brought) -> bool:
    """Whether the answer can stand under this year's kind of question, which an official list may change."""
    try:
        return read_value(brought.answer.value, kind=brought.item.kind) == brought.answer.value.strip()
    except BadAnswer:
        return False


def _other_kind(brought: Brought) -> Asked:
    return Asked(
        row=brought.rows[0],
        sentence=f"{brought.item.ref} now takes another kind of answer. Answer it yourself from this row.",
    )


def _same(was: Answer, now: Answer) -> bool:
    return (was.value, was.not_applicable, was.comment) == (now.value, now.not_applicable, now.comment)


def _may_replace(was: Answer, brought: Brought, *, origin: Origin) -> bool:
    if not was.given:
        return brought.answer.given or not was.comment
    return not was.confirmed and was.origin in _GIVES_WAY[origin] and brought.answer.given


def _kept(brought: Brought, was: Answer) -> Kept:
    return Kept(item=brought.item, rows=brought.rows, answer=was, differs=not _same(was, brought.answer))


def _proofs_alone(
    rows: Mapping[str, RowAnswer], *, year: Year, existing: Mapping[str, Answer]
) -> list[Brought]:
    """Proofs that a sheet lists beside an item it does not answer."""
    return [
        Brought(
            item=item, rows=(row.row,), answer=row.answer, reworded=False, note="", proofs=row.proofs,
            was=existing.get(item.ref),
        )
        for row in rows.values()
        if row.proofs and not (row.answer.given or row.answer.comment)
        for item in year.targets[row.ref]
    ]  # fmt: skip
