"""Answers that only wait for a named person to say that they are true."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from havenkeep.assessment.domain.answer import Answer
from havenkeep.assessment.domain.plan import left
from havenkeep.assessment.domain.standing import Assessed
from havenkeep.assessment.domain.status import ItemState, ItemStatus
from havenkeep.assessment.pages.place import Place

AT_ONCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One answer to read. `revision` 0 stands for a draft that the records suggest."""

    ref: str
    kept_ref: str
    title: str
    ask: str
    value: str
    words: str
    comment: str
    state: ItemState
    state_words: str
    reworded: bool
    findings: tuple[str, ...]
    revision: int

    @property
    def key(self) -> str:
        return f"{self.ref}@{self.revision}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmingPage:
    place: Place
    rows: tuple[Waiting, ...]
    more: int

    @classmethod
    def of(cls, *, place: Place, assessed: Assessed) -> ConfirmingPage:
        waiting = [status for status in left(assessed) if status.to_confirm]
        return cls(
            place=place,
            rows=tuple(_waiting(status, place) for status in waiting[:AT_ONCE]),
            more=max(0, len(waiting) - AT_ONCE),
        )

    def chosen(self, keys: Collection[str]) -> list[Waiting]:
        """Return the rows ticked, as they were read."""
        return [row for row in self.rows if row.key in keys]


def _waiting(status: ItemStatus, place: Place) -> Waiting:
    answer = (
        status.answer if status.answer and status.answer.given else Answer(value=status.draft, revision=0)
    )
    return Waiting(
        ref=status.item.ref,
        kept_ref=answer.kept_as or status.item.ref,
        title=status.item.title,
        ask=place.words(status.item.ask),
        value=answer.value,
        words=answer.words(status.item.kind),
        comment=answer.comment,
        state=status.state,
        state_words=status.words,
        reworded=answer.reworded,
        findings=tuple(checked.finding.sentence for checked in status.findings),
        revision=answer.revision,
    )
