"""One person's training: how they stand, what was noted, and the forms about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from havenkeep.design.wording import say_date
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person
from havenkeep.people.pages.tabs import TABS, Tab
from havenkeep.training.domain.catalogue import CourseRow, courses
from havenkeep.training.domain.check_code import shown_check_code
from havenkeep.training.domain.outcomes import OUTCOME_TITLES, Outcome
from havenkeep.training.domain.sources import SOURCE_TITLES
from havenkeep.training.domain.titles import own_title
from havenkeep.training.domain.window import counts_on, lapses_on
from havenkeep.training.models import Completion
from havenkeep.training.queries import PersonTraining


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    title: str
    covered_on: date | None
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionLine:
    """One thing done. `proof` is the ref of its certificate on file, `code` that of ours.

    `own_title` is the title in the language `lang` that the person reads, empty where there is none.
    """

    ref: str
    title: str
    day: date
    source: str
    covers: str
    score: int | None
    code: str
    proof: str
    link: str
    withdrawn: bool
    counts: bool
    own_title: str
    lang: str

    @classmethod
    def of(cls, row: Completion, *, on: date, language: str = "") -> CompletionLine:
        return cls(
            ref=row.ref,
            title=row.title,
            day=row.completed_on,
            source=SOURCE_TITLES[row.as_source],
            covers=covered_words(row.covers, row.for_role),
            score=row.score,
            code=shown_check_code(row.code) if row.code else "",
            proof=row.proof.ref if row.proof is not None and row.proof.withdrawn_at is None else "",
            link=row.link,
            withdrawn=row.withdrawn_at is not None,
            counts=counts_on(row.completed_on, on),
            own_title=own_title(row.title, language=language),
            lang=language,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    ref: str
    home_name: str
    person: str
    name: str
    state: str
    sentence: str
    outcomes: tuple[OutcomeLine, ...]
    lines: tuple[CompletionLine, ...]
    tabs: tuple[Tab, ...]
    may_edit: bool

    @classmethod
    def of(
        cls, home: Home, person: Person, *, training: PersonTraining, on: date, may_edit: bool
    ) -> PersonPage:
        state, sentence = judged(training, on=on)
        return cls(
            ref=home.ref,
            home_name=home.name,
            person=person.ref,
            name=person.name,
            state=state,
            sentence=sentence,
            outcomes=outcome_lines(training, on=on),
            lines=tuple(CompletionLine.of(row, on=on) for row in training.completions),
            tabs=TABS,
            may_edit=may_edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePage:
    """A form about one person, or about many when `person` is empty. `courses` says what each covers."""

    ref: str
    person: str
    title: str
    caption: str
    lead: str
    courses: tuple[CourseRow, ...]
    number: int = 1
    pages: int = 1

    @classmethod
    def of(
        cls, home: Home, person: Person | None, *, title: str, lead: str, number: int = 1, pages: int = 1
    ) -> NotePage:
        return cls(
            ref=home.ref,
            person=person.ref if person else "",
            title=title,
            caption=person.name if person else home.name,
            lead=lead,
            courses=tuple(row for row in courses().values() if not row.ours),
            number=number,
            pages=pages,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalPage:
    ref: str
    person: str
    title: str
    caption: str
    line: CompletionLine

    @classmethod
    def of(cls, home: Home, person: Person, row: Completion, *, on: date) -> WithdrawalPage:
        return cls(
            ref=home.ref,
            person=person.ref,
            title="Take back training",
            caption=person.name,
            line=CompletionLine.of(row, on=on),
        )


def judged(training: PersonTraining, *, on: date) -> tuple[str, str]:
    """Return how somebody stands on a day, as a finding's state and a sentence."""
    lapse = training.lapses_on
    if lapse is None:
        left = [OUTCOME_TITLES[outcome] for outcome, day in training.covered.items() if day is None]
        if len(left) == len(Outcome):
            return "not_met", "No data security training is noted yet."
        return "not_met", f"Not covered yet: {'; '.join(left)}."
    if lapse <= on:
        return "not_met", f"Training lapsed on {say_date(lapse)}."
    return "met", f"Trained. It lapses on {say_date(lapse)}."


def outcome_lines(training: PersonTraining, *, on: date) -> tuple[OutcomeLine, ...]:
    return tuple(
        OutcomeLine(title=OUTCOME_TITLES[outcome], covered_on=day, counts=counts_on(day, on))
        for outcome, day in training.covered.items()
    )


def covered_words(covers: frozenset[Outcome], for_role: str) -> str:
    """Return what a course covers, in words."""
    if len(covers) == len(Outcome):
        return "All four subjects"
    said = "; ".join(title for outcome, title in OUTCOME_TITLES.items() if outcome in covers)
    role = {"lead": "For the data security lead", "manager": "For the manager"}.get(for_role, "")
    return "; ".join(part for part in (said, role) if part)


def good_from(completions: Sequence[Completion], *, on: date) -> list[Completion]:
    """Return what stands and still counts on a day."""
    return [row for row in completions if row.withdrawn_at is None and on < lapses_on(row.completed_on)]
