"""A person's own certificates and passport, and what the public pages show of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import segno

from havenkeep.design.wording import say_date
from havenkeep.people.models import Person
from havenkeep.training.domain.check_code import shown_check_code
from havenkeep.training.models import Completion, Passport
from havenkeep.training.pages.person import CompletionLine, OutcomeLine, good_from, judged, outcome_lines
from havenkeep.training.queries import PersonTraining


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPassport:
    link: str
    qr: str
    expires_at: datetime

    @classmethod
    def of(cls, passport: Passport, *, link: str) -> OwnPassport:
        qr = segno.make(link, error="m").svg_data_uri(scale=6, border=4)
        return cls(link=link, qr=qr, expires_at=passport.expires_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    person: str
    name: str
    state: str
    sentence: str
    lines: tuple[CompletionLine, ...]
    passport: OwnPassport | None
    has_left: bool

    @classmethod
    def of(
        cls,
        person: Person,
        *,
        training: PersonTraining,
        passport: OwnPassport | None,
        has_left: bool,
        on: date,
    ) -> OwnPage:
        state, sentence = judged(training, on=on)
        if state == "met" and training.lapses_on is not None:
            sentence = f"Good until {say_date(training.lapses_on - timedelta(days=1))}."
        standing = [row for row in training.completions if row.withdrawn_at is None]
        return cls(
            person=person.ref,
            name=person.name,
            state=state,
            sentence=sentence,
            lines=tuple(CompletionLine.of(row, on=on, language=person.language) for row in standing),
            passport=passport,
            has_left=has_left,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPage:
    """What a code says to anyone: only name, course and day, and whether it was taken back."""

    name: str
    title: str
    day: date
    code: str
    withdrawn: bool

    @classmethod
    def of(cls, row: Completion) -> CheckedPage:
        return cls(
            name=row.person.name,
            title=row.title,
            day=row.completed_on,
            code=shown_check_code(row.code or ""),
            withdrawn=row.withdrawn_at is not None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportPage:
    """What somebody chose to show: their training of the last 12 months."""

    name: str
    works_at: str
    state: str
    sentence: str
    outcomes: tuple[OutcomeLine, ...]
    lines: tuple[CompletionLine, ...]
    expires_at: datetime

    @classmethod
    def of(cls, passport: Passport, *, training: PersonTraining, works_at: str, on: date) -> PassportPage:
        state, sentence = judged(training, on=on)
        rows = good_from(training.completions, on=on)
        return cls(
            name=passport.person.name,
            works_at=works_at,
            state=state,
            sentence=sentence,
            outcomes=outcome_lines(training, on=on),
            lines=tuple(CompletionLine.of(row, on=on, language=passport.person.language) for row in rows),
            expires_at=passport.expires_at,
        )
