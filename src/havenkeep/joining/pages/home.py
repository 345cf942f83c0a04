"""The front page of joining, and the list of who has agreed to keep things confidential."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from havenkeep.design.wording import say_date
from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding
from havenkeep.joining import findings
from havenkeep.joining.domain.induction import Progress
from havenkeep.joining.models import Checklist, Clause
from havenkeep.joining.queries import (
    BoundLine,
    StarterLine,
    contract_candidates_of,
    everyone,
    papers_of,
    starters,
)
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import ENGAGEMENTS

A_PAGE = 100
PROGRESS_WORDS: Mapping[Progress, tuple[str, str]] = {
    Progress.OVERDUE: ("contradicted", "Overdue"),
    Progress.DUE: ("to_do", "Due"),
    Progress.OPEN: ("to_do", "No checklist yet"),
    Progress.LATE: ("shown", "Done, late"),
    Progress.IN_TIME: ("proven", "Done in time"),
    Progress.LEFT: ("not_applicable", "Left without it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The one thing to do first."""

    title: str
    why: str
    href: str
    button: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a list: who, where that leads, what is known in a line, and how it stands."""

    name: str
    href: str
    note: str
    state: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """One page of a long list. `number` and `pages` count from 1."""

    lines: tuple[Line, ...]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningPage:
    ref: str
    name: str
    induction: Finding
    contracts: Finding
    job: Job | None
    starters: Paged
    open_starters: int
    checklist: Checklist | None
    clause: Clause | None
    may_edit: bool

    @classmethod
    def of(cls, home: Home, *, on: date, number: int, may_edit: bool) -> JoiningPage:
        this = Home.objects.filter(pk=home.pk)
        lists, clauses = papers_of(home)
        checklist = next((row for row in lists if row.approved_at), None)
        clause = next((row for row in clauses if row.approved_at), None)
        begun, here = starters(home, on=on, checklist=checklist), everyone(home, on=on)
        steps = _Steps(home, checklist=checklist, clause=clause, starters=begun, here=here)
        return cls(
            ref=home.ref,
            name=home.name,
            induction=findings.induction(homes=this, on=on).get(home.pk, NOTHING_RECORDED),
            contracts=findings.contracts(homes=this, on=on).get(home.pk, NOTHING_RECORDED),
            job=steps.first() if may_edit else None,
            starters=_paged([_starter(home, line) for line in begun], number),
            open_starters=sum(line.starter.progress in {Progress.OVERDUE, Progress.DUE} for line in begun),
            checklist=checklist,
            clause=clause,
            may_edit=may_edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsPage:
    ref: str
    name: str
    finding: Finding
    everyone: Paged
    lacking: int
    contracts: int
    clause: Clause | None
    may_edit: bool

    @classmethod
    def of(cls, home: Home, *, on: date, number: int, may_edit: bool) -> AgreementsPage:
        clause = next((row for row in papers_of(home)[1] if row.approved_at), None)
        here = everyone(home, on=on)
        this = Home.objects.filter(pk=home.pk)
        return cls(
            ref=home.ref,
            name=home.name,
            finding=findings.contracts(homes=this, on=on).get(home.pk, NOTHING_RECORDED),
            everyone=_paged([_bound(home, line) for line in here], number),
            lacking=sum(line.agreement is None for line in here),
            contracts=len(contract_candidates_of(here, clause=clause)) if clause else 0,
            clause=clause,
            may_edit=may_edit,
        )


class _Steps:
    """What there is to do, in the order in which one thing needs another."""

    def __init__(
        self,
        home: Home,
        *,
        checklist: Checklist | None,
        clause: Clause | None,
        starters: Sequence[StarterLine],
        here: Sequence[BoundLine],
    ) -> None:
        self.home, self.checklist, self.clause = home, checklist, clause
        self.starters, self.here = starters, here

    def first(self) -> Job | None:
        """Return the first job that is open, or None when all is done."""
        papers = self._papers()
        return papers or self._people()

    def _papers(self) -> Job | None:
        if self.checklist is None:
            return Job(
                title="Approve your induction checklist",
                why="Begin from ours, change what is different here, and approve it with your name.",
                href=self._to("checklist"),
                button="Open the checklist",
                minutes=15,
            )
        if self.clause is None:
            return Job(
                title="Approve your confidentiality clause",
                why="It goes into new contracts, and older ones get it as an extra page.",
                href=self._to("clause"),
                button="Open the clause",
                minutes=15,
            )
        return None

    def _people(self) -> Job | None:
        waiting = [line for line in self.starters if line.waits_for_manager]
        overdue = [line for line in self.starters if line.starter.progress is Progress.OVERDUE]
        lacking = sum(line.agreement is None for line in self.here)
        if waiting:
            return Job(
                title=f"Sign {waiting[0].name} off",
                why=f"{waiting[0].name} has signed the induction. Your signature is missing.",
                href=self._to("person", person=waiting[0].ref),
                button="Look at it",
                minutes=2,
            )
        if overdue:
            return Job(
                title=f"Take {overdue[0].name} through the induction",
                why=f"It was due by {say_date(overdue[0].starter.due_on or overdue[0].starter.started_on)}.",
                href=self._to("person", person=overdue[0].ref),
                button="Open their page",
                minutes=20,
            )
        if lacking:
            return Job(
                title=f"Confidentiality: {lacking} still to agree",
                why="Look into the contracts, and print the extra page for those who do not have the clause.",
                href=self._to("agreements"),
                button="See who",
                minutes=20,
            )
        return None

    def _to(self, name: str, **kwargs: str) -> str:
        return reverse(f"joining:{name}", kwargs={"ref": self.home.ref, **kwargs})


def _starter(home: Home, line: StarterLine) -> Line:
    state, words = PROGRESS_WORDS[line.starter.progress]
    due = f", due by {say_date(line.starter.due_on)}" if line.starter.due_on else ""
    done = f", signed off on {say_date(line.starter.done_on)}" if line.starter.done_on else ""
    waits = ", waits for the manager’s signature" if line.waits_for_manager else ""
    return Line(
        name=line.name,
        href=_person(home, line.ref),
        note=f"Started on {say_date(line.starter.started_on)}{done or due}{waits}",
        state=state,
        words=words,
    )


def _bound(home: Home, line: BoundLine) -> Line:
    ways = ", ".join(ENGAGEMENTS[way].title for way in line.engagements)
    since = f", since {say_date(line.started_on)}" if line.started_on else ""
    if line.agreement is None:
        state, words = "to_do", "Nothing yet"
    else:
        state, words = "proven", line.agreement.title
    note = f"{ways}{f' ({line.agency})' if line.agency else ''}{since}"
    return Line(name=line.name, href=_person(home, line.ref), note=note, state=state, words=words)


def _person(home: Home, person: str) -> str:
    return reverse("joining:person", kwargs={"ref": home.ref, "person": person})


def _paged(lines: Sequence[Line], number: int) -> Paged:
    pages = max(1, -(-len(lines) // A_PAGE))
    number = min(max(number, 1), pages)
    return Paged(
        lines=tuple(lines[(number - 1) * A_PAGE : number * A_PAGE]),
        total=len(lines),
        number=number,
        pages=pages,
    )
