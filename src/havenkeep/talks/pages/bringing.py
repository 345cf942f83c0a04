"""Bringing a platform's list in: what it would do, how it was read, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from havenkeep.importing.domain.days import month_first_words
from havenkeep.importing.domain.offer import Offer
from havenkeep.importing.domain.report import Asked, Problem
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home
from havenkeep.talks.domain.bringing import AskedName, AskedTitle, Bringing
from havenkeep.talks.domain.platform_columns import COMPLETIONS
from havenkeep.talks.domain.titles import sounds_like_data
from havenkeep.talks.domain.who import Colleague, Staff
from havenkeep.talks.imports import Reading
from havenkeep.talks.printed import covers_words

MOSTSHOWN = 100
A_ROUND = 20


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
        layout = reading.layout
        return cls(
            ref=home.ref,
            preview=preview.ref,
            file=reading.upload.file,
            hidden=reading.upload.hidden,
            columns=layout.told(reading.upload.sheets, kind=COMPLETIONS) if layout is not None else "",
            order=month_first_words(reading.days.values()),
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
    """How a list is to be read, on the sheet that is offered."""

    ref: str
    file: str
    why_not: str
    offer: Offer


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
