"""Publishing on the toolkit, recording it here, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from havenkeep.assessment.domain.snapshot import Difference, differences, freeze
from havenkeep.assessment.domain.standing import STANDING_WORDS, Assessed, Standing
from havenkeep.assessment.domain.status import STATE_WORDS, ItemState
from havenkeep.assessment.models import Publication
from havenkeep.assessment.pages.place import Place
from havenkeep.evidence.domain.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    number: int
    words: str
    published_on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPage:
    place: Place
    standing_words: str
    reason: str
    open: int
    finding: Finding | None
    recorded: tuple[Recorded, ...]
    earlier: tuple[Recorded, ...]
    approaching_used: bool
    may_record: bool

    @classmethod
    def of(
        cls,
        *,
        place: Place,
        assessed: Assessed,
        finding: Finding | None,
        publications: Sequence[Publication],
        earlier: Sequence[Publication],
        may_record: bool,
    ) -> PublicationPage:
        return cls(
            place=place,
            standing_words=STANDING_WORDS[assessed.standing],
            reason=assessed.reason,
            open=len(assessed.open),
            finding=finding,
            recorded=tuple(_recorded(row) for row in publications),
            earlier=tuple(_recorded(row) for row in earlier),
            approaching_used=any(row.standing == Standing.APPROACHING for row in (*publications, *earlier)),
            may_record=may_record,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    ref: str
    title: str
    was: str
    now: str
    was_state: str
    now_state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotPage:
    """One publication beside how things stand today."""

    place: Place
    recorded: Recorded
    edition_revision: int
    numbers: tuple[tuple[str, int, int], ...]
    changed: tuple[ChangedRow, ...]
    digest: str

    @classmethod
    def of(cls, *, place: Place, publication: Publication, assessed: Assessed) -> SnapshotPage:
        then, now = publication.snapshot, freeze(assessed)
        items = {status.item.ref: status.item for status in assessed.statuses}
        moved = differences(then, now, kinds={ref: item.kind for ref, item in items.items()})
        return cls(
            place=place,
            recorded=_recorded(publication),
            edition_revision=publication.edition_revision,
            numbers=tuple((name, then[name], now[name]) for name in ("ready", "said", "shown", "proven")),
            changed=tuple(_changed(row, items[row.ref].title if row.ref in items else "") for row in moved),
            digest=publication.digest,
        )


def _recorded(row: Publication) -> Recorded:
    words = STANDING_WORDS[Standing(row.standing)]
    return Recorded(number=row.number, words=words, published_on=row.published_on, by=row.by)


def _changed(row: Difference, title: str) -> ChangedRow:
    return ChangedRow(
        ref=row.ref,
        title=title,
        was=row.was,
        now=row.now,
        was_state=STATE_WORDS[ItemState(row.was_state)] if row.was_state else "",
        now_state=STATE_WORDS[ItemState(row.now_state)] if row.now_state else "",
    )
