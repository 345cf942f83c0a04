"""Publishing on the toolkit, recording it here, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from havenkeep.assessment.domain.snapshot import Difference, differences, freeze, frozen_words
from havenkeep.assessment.domain.standing import STANDING_WORDS, Assessed, Standing
from havenkeep.assessment.domain.status import STATE_WORDS, ItemState
from havenkeep.assessment.models import Publication
from havenkeep.assessment.pages.place import Place
from havenkeep.evidence.domain.finding import Finding
from havenkeep.standards.domain.edition import AnswerKind, Edition, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    number: int
    edition: str
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
class FrozenRow:
    ref: str
    title: str
    answer: str
    comment: str
    proofs: str
    confirmed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotPage:
    """One publication: its answers as they were kept, and for this year's list how things stand today.

    `now` of a number is None, and nothing has `changed`, when another year's list was published.
    """

    place: Place
    recorded: Recorded
    edition_title: str
    edition_revision: int
    this_year: bool
    numbers: tuple[tuple[str, int, int | None], ...]
    changed: tuple[ChangedRow, ...]
    kept: tuple[FrozenRow, ...]
    digest: str

    @classmethod
    def of(
        cls, *, place: Place, publication: Publication, edition: Edition, assessed: Assessed | None
    ) -> SnapshotPage:
        """Lay a publication out: `edition` is the one it was of, `assessed` today's state of the same one."""
        then = publication.snapshot
        now = freeze(assessed) if assessed is not None else None
        items = {item.ref: item for item in edition.items}
        moved = (
            differences(then, now, kinds={ref: item.kind for ref, item in items.items()})
            if now is not None
            else []
        )
        return cls(
            place=place,
            recorded=_recorded(publication),
            edition_title=edition.title,
            edition_revision=publication.edition_revision,
            this_year=now is not None,
            numbers=tuple(
                (name, then[name], now[name] if now is not None else None)
                for name in ("ready", "said", "shown", "proven")
            ),
            changed=tuple(_changed(row, items[row.ref].title if row.ref in items else "") for row in moved),
            kept=tuple(_frozen(ref, row, items.get(ref)) for ref, row in then["items"].items()),
            digest=publication.digest,
        )


def _recorded(row: Publication) -> Recorded:
    words = STANDING_WORDS[Standing(row.standing)]
    return Recorded(
        number=row.number,
        edition=row.submission.edition,
        words=words,
        published_on=row.published_on,
        by=row.by,
    )


def _changed(row: Difference, title: str) -> ChangedRow:
    return ChangedRow(
        ref=row.ref,
        title=title,
        was=row.was,
        now=row.now,
        was_state=STATE_WORDS[ItemState(row.was_state)] if row.was_state else "",
        now_state=STATE_WORDS[ItemState(row.now_state)] if row.now_state else "",
    )


def _frozen(ref: str, row: Mapping[str, Any], item: Item | None) -> FrozenRow:
    confirmed = ""
    if row["confirmed_by"] and row["confirmed_at"]:
        day = timezone.localtime(datetime.fromisoformat(row["confirmed_at"]))
        confirmed = f"{row['confirmed_by']}, {day.day} {day:%B %Y}"
    return FrozenRow(
        ref=ref,
        title=item.title if item is not None else "",
        answer=frozen_words(row, item.kind if item is not None else AnswerKind.TEXT),
        comment=row["comment"],
        proofs="; ".join(row["proofs"]),
        confirmed=confirmed,
    )
