"""Carrying answers from one edition to the next, through the mapping and never by number alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from havenkeep.assessment.domain.answer import Answer
from havenkeep.standards.domain.edition import Edition, EditionMapping, MappingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One answer to bring over. `reworded` says that the question is not quite the same."""

    item: str
    old_items: tuple[str, ...]
    answer: Answer
    reworded: bool
    note: str = ""


_BRINGS = {
    MappingKind.SAME: False,
    MappingKind.REWORDED: True,
    MappingKind.MERGED: True,
    MappingKind.SPLIT: True,
}


def carried(answers: Mapping[str, Answer], *, mapping: EditionMapping, new: Edition) -> list[Carried]:
    """Return what the old answers become in the new edition, in the toolkit's order.

    Old questions merged into one bring the first given answer, with the others in its comment. A comment
    without an answer comes over as well: it was left for whoever answers next.
    """
    found: dict[str, Carried] = {}
    for row in mapping.rows:
        if row.kind not in _BRINGS:
            continue
        told = [
            (ref, answers[ref])
            for ref in row.old
            if ref in answers and (answers[ref].given or answers[ref].comment)
        ]
        if not told:
            continue
        given = sorted(told, key=lambda pair: not pair[1].given)
        answer = given[0][1]
        others = [f"{ref}: {_in_words(other)}" for ref, other in given[1:]]
        if others:
            comment = "\n".join(filter(None, [answer.comment, "Also answered last year:", *others]))
            answer = Answer(value=answer.value, not_applicable=answer.not_applicable, comment=comment)
        for ref in row.new:
            if ref in new.by_ref:
                item = new.by_ref[ref].ref
                found[item] = Carried(
                    item=item,
                    old_items=tuple(old for old, _ in given),
                    answer=answer,
                    reworded=_BRINGS[row.kind],
                    note=row.note,
                )
    return [found[item.ref] for item in new.in_toolkit_order if item.ref in found]


def _in_words(answer: Answer) -> str:
    return "Not applicable" if answer.not_applicable else answer.value or answer.comment
