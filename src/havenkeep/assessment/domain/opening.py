"""What a new edition means for answers given to the one before: what comes over, how, and what does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from havenkeep.assessment.domain.answer import Answer
from havenkeep.assessment.domain.carry import carried
from havenkeep.standards.domain.edition import Edition, EditionMapping, Item, MappingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A question that is asked in other words now; `note` says what to look at, or is empty."""

    item: Item
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A question no longer asked; `title` is empty when the old list is not held."""

    ref: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingOver:
    """`unanswered` are this year's mandatory items that nothing comes over for, the new ones among them."""

    same: tuple[Item, ...]
    changed: tuple[Changed, ...]
    new: tuple[Item, ...]
    gone: tuple[Gone, ...]
    unanswered: tuple[Item, ...]

    @property
    def count(self) -> int:
        return len(self.same) + len(self.changed)


def coming_over(
    answers: Mapping[str, Answer], *, mapping: EditionMapping, old: Edition, new: Edition
) -> ComingOver:
    """Lay answers of an older edition beside the new one. They go by the old item's own reference."""
    over = [row for row in carried(answers, mapping=mapping, new=new) if row.answer.given]
    there = {row.item for row in over}
    fresh = {ref for row in mapping.rows if row.kind is MappingKind.NEW for ref in row.new}
    gone = [
        ref
        for row in mapping.rows
        if row.kind is MappingKind.REMOVED
        for ref in row.old
        if ref in answers and answers[ref].given
    ]
    return ComingOver(
        same=tuple(new.by_ref[row.item] for row in over if not row.reworded),
        changed=tuple(Changed(item=new.by_ref[row.item], note=row.note) for row in over if row.reworded),
        new=tuple(item for item in new.in_toolkit_order if item.ref in fresh),
        gone=tuple(Gone(ref=ref, title=old.by_ref[ref].title if ref in old.by_ref else "") for ref in gone),
        unanswered=tuple(item for item in new.in_toolkit_order if item.mandatory and item.ref not in there),
    )
