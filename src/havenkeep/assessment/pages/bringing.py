"""Bringing a file of answers in: what it would do, how it was read, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from havenkeep.assessment.domain.bringing import Bringing, Brought
from havenkeep.assessment.domain.sheet_answers import Doubt
from havenkeep.assessment.domain.sheet_columns import FIELDS
from havenkeep.assessment.imports import Reading
from havenkeep.assessment.pages.place import Place
from havenkeep.importing.domain.choices import HEADING, SHOWN, short
from havenkeep.importing.domain.columns import column_letter
from havenkeep.importing.domain.report import Asked, Problem
from havenkeep.importing.models import Preview
from havenkeep.standards.domain.edition import Item

_SAMPLE_ROWS = 6
_SAMPLE_COLUMNS = 12


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
    """How a file is to be read. `sheets` are its tabs; `sample` is the top of the one chosen."""

    place: Place
    ref: str
    file: str
    why_not: str
    sheets: tuple[tuple[int, str, bool], ...]
    letters: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, *, place: Place, preview: Preview, reading: Reading, sheet: int) -> ColumnsPage:
        top = reading.upload.sheets[sheet].rows[:_SAMPLE_ROWS]
        width = min(_SAMPLE_COLUMNS, max(len(row.cells) for row in top))
        return cls(
            place=place,
            ref=preview.ref,
            file=reading.upload.file,
            why_not=reading.why_not,
            sheets=tuple(
                (number, one.name, number == sheet) for number, one in enumerate(reading.upload.sheets)
            ),
            letters=tuple(column_letter(column) for column in range(width)),
            sample=tuple(
                (str(row.number), *(short(row.at(column), HEADING) for column in range(width))) for row in top
            ),
        )


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
    layout, heading = reading.layout, reading.heading
    if layout is None:
        return ""
    labels = {field.name: field.label for field in FIELDS}
    told = []
    for name, column in layout.columns.items():
        headed = f" “{short(heading.at(column), HEADING)}”" if heading and heading.at(column) else ""
        told.append(f"{labels[name]}: {column_letter(column)}{headed}")
    sheet = f"Sheet “{reading.upload.sheets[layout.sheet].name}”. " if len(reading.upload.sheets) > 1 else ""
    return f"{sheet}{'; '.join(told)}"
