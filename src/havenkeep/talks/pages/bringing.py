"""Bringing a platform's list in: what it would do, how it was read, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from havenkeep.importing.domain.choices import HEADING, short
from havenkeep.importing.domain.columns import column_letter
from havenkeep.importing.domain.report import Asked, Problem
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home
from havenkeep.talks.domain.bringing import AskedName, AskedTitle, Bringing
from havenkeep.talks.domain.platform_columns import FIELDS
from havenkeep.talks.domain.titles import sounds_like_data
from havenkeep.talks.domain.who import Colleague, Staff
from havenkeep.talks.imports import Reading
from havenkeep.talks.printed import covers_words

MOSTSHOWN = 100
A_ROUND = 20
_SAMPLE_ROWS = 6
_SAMPLE_COLUMNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """Choosing a list."""

    ref: str
    name: str

    @classmethod
    def of(cls, home: Home) -> ImportPage:
        return cls(ref=home.ref, name=home.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """What a list would do. Nothing is saved yet."""

    ref: str
    preview: str
    file: str
    hidden: int
    columns: str
    order: str
    bringing: Bringing
    counted: tuple[tuple[str, str], ...]
    people: int
    problems: tuple[Problem, ...]
    more_problems: int

    @classmethod
    def of(cls, home: Home, *, preview: Preview, reading: Reading, bringing: Bringing) -> PreviewPage:
        return cls(
            ref=home.ref,
            preview=preview.ref,
            file=reading.upload.file,
            hidden=reading.upload.hidden,
            columns=_columns(reading),
            order="Month first, such as 03/25/2026" if reading.month_first else "",
            bringing=bringing,
            counted=tuple(
                (
                    title or "The whole list",
                    f"{meaning.title}: {covers_words(meaning.covers) or 'for a role'}",
                )
                for title, meaning in bringing.counted_as.values()
            ),
            people=len({done.person for done in bringing.added.values()}),
            problems=tuple(bringing.problems[:MOSTSHOWN]),
            more_problems=max(0, len(bringing.problems) - MOSTSHOWN),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """What came of a list that was brought in."""

    ref: str
    preview: str
    added: int
    present: int
    counts: Mapping[str, int]
    asked: tuple[Asked, ...]
    problems: tuple[Problem, ...]
    more: int

    @classmethod
    def of(cls, home: Home, *, preview: Preview) -> ResultPage:
        report = preview.result["report"]
        asked, errors = report["asked"], report["errors"]
        return cls(
            ref=home.ref,
            preview=preview.ref,
            added=report["added"],
            present=report["unchanged"],
            counts={name: number for name, number in preview.result.items() if name != "report"},
            asked=tuple(Asked(**one) for one in asked[:MOSTSHOWN]),
            problems=tuple(Problem(**one) for one in errors[:MOSTSHOWN]),
            more=max(0, len(asked) - MOSTSHOWN) + max(0, len(errors) - MOSTSHOWN),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    """How a list is to be read. `sheets` are its tabs; `sample` is the top of the one chosen."""

    ref: str
    preview: str
    file: str
    why_not: str
    sheets: tuple[tuple[int, str, bool], ...]
    letters: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, home: Home, *, preview: Preview, reading: Reading, sheet: int) -> ColumnsPage:
        top = reading.upload.sheets[sheet].rows[:_SAMPLE_ROWS]
        width = min(_SAMPLE_COLUMNS, max((len(row.cells) for row in top), default=0))
        return cls(
            ref=home.ref,
            preview=preview.ref,
            file=reading.upload.file,
            why_not=reading.why_not,
            sheets=tuple(
                (number, one.name, number == sheet)
                for number, one in enumerate(reading.upload.sheets)
                if one.rows
            ),
            letters=tuple(column_letter(column) for column in range(width)),
            sample=tuple(
                (str(row.number), *(short(row.at(column), HEADING) for column in range(width))) for row in top
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePage:
    """Questions about a list, one round at a time. `left` counts those after this round."""

    ref: str
    preview: str
    title: str
    lead: str
    left: int


def asked_titles(bringing: Bringing, *, again: Sequence[str]) -> tuple[list[AskedTitle], list[AskedTitle]]:
    """Return the titles to ask about now, and those that look like other training, a round of each."""
    every = sorted(bringing.titles.values(), key=lambda one: (-one.rows, one.row))
    about = [one for one in every if not one.key or one.key in again or sounds_like_data(one.title)]
    others = [one for one in every if one not in about]
    return about[:A_ROUND], others[:MOSTSHOWN] if len(about) <= A_ROUND else []


def near_names(asked: Sequence[AskedName], staff: Staff) -> dict[str, Sequence[Colleague]]:
    """Return who each of these names may be, by question."""
    return {one.written.question: one.found.near or staff.near(one.written.name) for one in asked}


def _columns(reading: Reading) -> str:
    layout, heading = reading.layout, reading.heading
    if layout is None:
        return ""
    labels = {field.name: field.label for field in FIELDS}
    told = []
    for name, column in layout.columns.items():
        headed = f" “{short(heading.at(column), HEADING)}”" if heading and heading.at(column) else ""
        told.append(f"{labels[name]}: {column_letter(column)}{headed}")
    return "; ".join(told)
