"""One item: the ask, the answer, the proof, what the records find, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from havenkeep.assessment.domain.answer import Answer, Origin
from havenkeep.assessment.domain.standing import Assessed
from havenkeep.assessment.domain.status import ItemStatus
from havenkeep.assessment.forms import AnswerForm
from havenkeep.assessment.models import Confirmation, ResponseVersion, Submission
from havenkeep.assessment.pages.place import Place
from havenkeep.standards.domain.edition import Item, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One line of an item's history."""

    what: str
    at: datetime
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    place: Place
    item: Item
    status: ItemStatus
    level_words: str
    ask: str
    why: str
    good_proof: tuple[str, ...]
    trap: str
    steps: tuple[str, ...]
    suggested: str
    stays_human: str
    not_applicable_when: str
    not_applicable_how: str
    answer_words: str
    draft_words: str
    maps_to: tuple[tuple[str, str], ...]
    history: tuple[Past, ...]
    form: AnswerForm
    conflict: str
    on: date
    next_ref: str
    may_answer: bool
    may_confirm: bool

    @classmethod
    def of(
        cls,
        *,
        place: Place,
        assessed: Assessed,
        item: Item,
        history: Sequence[Past],
        maps_to: Sequence[tuple[str, str]],
        form: AnswerForm,
        may_confirm: bool,
        conflict: str = "",
    ) -> ItemPage:
        status = next(row for row in assessed.statuses if row.item.ref == item.ref)
        words = place.words
        aside = item.not_applicable
        return cls(
            place=place,
            item=item,
            status=status,
            level_words=LEVEL_WORDS[item.level],
            ask=words(item.ask),
            why=words(item.why),
            good_proof=tuple(words(line) for line in item.good_proof),
            trap=words(item.trap),
            steps=tuple(words(line) for line in item.job.steps),
            suggested=words(item.suggested),
            stays_human=words(item.stays_human),
            not_applicable_when=words(aside.when) if aside else "",
            not_applicable_how=words(aside.how) if aside else "",
            answer_words=status.answer.words(item.kind) if status.answer else "",
            draft_words=Answer(value=status.draft).words(item.kind) if status.draft else "",
            maps_to=tuple(maps_to),
            history=tuple(history),
            form=form,
            conflict=conflict,
            on=assessed.on,
            next_ref=_next(assessed, item),
            may_answer=not place.read_only,
            may_confirm=may_confirm and not place.read_only,
        )


LEVEL_WORDS = {
    Level.APPROACHING: "Asked for Approaching Standards and Standards Met",
    Level.MET: "Asked for Standards Met",
    Level.RECOMMENDED: "Our advice, beyond what the toolkit asks",
    Level.OPTIONAL: "Optional in the toolkit",
}


def past(answer: Answer | None, *, submission: Submission) -> list[Past]:
    """Return what happened to an answer, newest first. Two queries, none without an answer."""
    if answer is None or answer.saved_at is None:
        return []
    of = {"response__submission": submission, "response__item": answer.kept_as}
    lines = [Past(what=_ORIGIN_WORDS[answer.origin], at=answer.saved_at, by=answer.saved_by)]
    lines += [Past(what="Confirmed", at=row.at, by=row.by) for row in Confirmation.objects.filter(**of)]
    lines += [
        Past(
            what="It said before",
            at=row.saved_at,
            by=row.saved_by,
            note="Not applicable" if row.not_applicable else row.value,
        )
        for row in ResponseVersion.objects.filter(**of)
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


_ORIGIN_WORDS = {
    Origin.TYPED: "Answered",
    Origin.DRAFTED: "Answered from your records",
    Origin.CARRIED_FORWARD: "Brought over from last year",
    Origin.IMPORTED: "Brought in from a sheet",
    Origin.PASTED: "Brought in from the toolkit",
}


def _next(assessed: Assessed, item: Item) -> str:
    """Return the next open item after this one in its topic, or anywhere."""
    refs = [status.item.ref for status in assessed.open if status.item.ref != item.ref]
    same = [ref for ref in refs if assessed.edition.by_ref[ref].topic == item.topic]
    return (same or refs or [""])[0]
