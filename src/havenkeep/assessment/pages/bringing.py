"""Bringing a file of answers in: what it would do, how it was read, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from havenkeep.assessment.domain.bringing import Bringing, Brought
from havenkeep.assessment.domain.sheet_answers import Doubt
from havenkeep.assessment.domain.sheet_columns import ANSWERS
from havenkeep.assessment.imports import Reading
from havenkeep.assessment.pages.place import Place
from havenkeep.importing.domain.columns import short
from havenkeep.importing.domain.offer import SHOWN, Offer
from havenkeep.importing.domain.report import Asked, Problem
from havenkeep.importing.models import Preview
from havenkeep.standards.domain.edition import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One answer that would come in, in words; `before` is what it takes the place of."""

    ref: str
    title: str
    words: str
    comment: str
    reworded: bool
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """Rows that answer one item differently; `choices` pairs each row's number with its words."""

    ref: str
    title: str
    choices: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """What a file would do. Nothing is saved yet."""

    place: Place
    ref: str
    file: str
    hidden: int
    year_title: str
    year_why: str
    columns: str
    order: str
    bringing: Bringing
    lines: tuple[AnswerLine, ...]
    doubts: tuple[DoubtLine, ...]

    @property
    def last_year(self) -> bool:
        return bool(self.bringing.summary["last_year"])

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What has to be decided elsewhere than on this page."""
        here = {doubt.asked for doubt in self.bringing.doubts}
        return tuple(one for one in self.bringing.asked if one not in here)

    @property
    def any(self) -> bool:
        """Whether there is something to bring in or to decide here."""
        return bool(self.bringing.written or self.doubts)

    @classmethod
    def of(cls, *, place: Place, preview: Preview, reading: Reading, bringing: Bringing) -> PreviewPage:
        return cls(
            place=place,
            ref=preview.ref,
            file=reading.upload.file,
            hidden=reading.upload.hidden,
            year_title=reading.year.title,
            year_why=reading.guess.why,
            columns=_columns(reading),
            order=reading.order,
            bringing=bringing,
            lines=tuple(answer_line(one) for one in (*bringing.added, *bringing.changed)),
            doubts=tuple(_doubt(doubt, reading.year.targets) for doubt in bringing.doubts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """What came of a file that was brought in, and the next step."""

    place: Place
    added: int
    changed: int
    proofs: int
    reworded: int
    last_year: bool
    kept: tuple[tuple[str, str], ...]
    same: int
    ended: tuple[str, ...]
    notes: tuple[str, ...]
    asked: tuple[Asked, ...]
    errors: tuple[Problem, ...]
    may_confirm: bool

    @classmethod
    def of(cls, *, place: Place, result: Mapping[str, Any], may_confirm: bool) -> ResultPage:
        report = result["report"]
        return cls(
            place=place,
            added=report["added"],
            changed=report["changed"],
            proofs=result["proofs"],
            reworded=result["reworded"],
            last_year=result["last_year"],
            kept=tuple((one["ref"], one["title"]) for one in result["kept"] if one["differs"]),
            same=sum(not one["differs"] for one in result["kept"]),
            ended=tuple(result["ended"]),
            notes=tuple(result["notes"]),
            asked=tuple(Asked(**one) for one in report["asked"]),
            errors=tuple(Problem(**one) for one in report["errors"]),
            may_confirm=may_confirm,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    """How a file is to be read, on the sheet that is offered."""

    place: Place
    file: str
    why_not: str
    offer: Offer


def answer_line(brought: Brought) -> AnswerLine:
    """Return an answer that would come in, in words."""
    kind = brought.item.kind
    return AnswerLine(
        ref=brought.item.ref,
        title=brought.item.title,
        words=short(brought.answer.words(kind), SHOWN),
        comment=short(brought.answer.comment, SHOWN),
        reworded=brought.reworded,
        before=short(brought.was.words(kind), SHOWN) if brought.was is not None else "",
    )


def _doubt(doubt: Doubt, targets: Mapping[str, Sequence[Item]]) -> DoubtLine:
    item = targets[doubt.ref][0]
    return DoubtLine(
        ref=doubt.ref,
        title=item.title,
        choices=tuple((one.row, short(one.answer.words(item.kind), SHOWN)) for one in doubt.answers),
    )


def _columns(reading: Reading) -> str:
    layout = reading.layout
    if layout is None:
        return ""
    sheet = f"Sheet “{reading.upload.sheets[layout.sheet].name}”. " if len(reading.upload.sheets) > 1 else ""
    return sheet + layout.told(reading.upload.sheets, kind=ANSWERS)
