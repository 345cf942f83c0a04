"""One person's papers, as whoever keeps the staff list sees them, and as they see them themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from havenkeep.design.fields import Choice
from havenkeep.joining.domain.contracts import BOUND_ELSEWHERE, binds
from havenkeep.joining.domain.induction import DONE, Starter, starter_of, year_before
from havenkeep.joining.domain.papers import AgreementKind
from havenkeep.joining.domain.stays import Stay, stay_on
from havenkeep.joining.models import Agreement, Checklist, Clause, Induction
from havenkeep.joining.permissions import can_sign_off
from havenkeep.joining.queries import WaitingPaper, newest_binding, papers_of, waiting_for
from havenkeep.organisations.access import Granted
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.models import Person
from havenkeep.people.pages.tabs import TABS, Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class InductionLine:
    """`can_sign` says whether whoever looks may put the second signature under it."""

    row: Induction
    counts: bool
    can_sign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    ref: str
    home_name: str
    person: Person
    here: bool
    asked: bool
    starter: Starter | None
    in_last_year: bool
    done: bool
    inductions: tuple[InductionLine, ...]
    agreement: Agreement | None
    agreements: tuple[Agreement, ...]
    checklist: Checklist | None
    clause: Clause | None
    may_edit: bool
    tabs: tuple[Tab, ...] = TABS

    @classmethod
    def of(
        cls, person: Person, *, home: Home, granted: Granted, account: str, on: date, may_edit: bool
    ) -> PersonPage:
        posts = list(person.posts.filter(home=home).order_by("pk"))
        asked = [post for post in posts if post.as_engagement not in BOUND_ELSEWHERE]
        stay = stay_on([Stay(started_on=post.started_on, ended_on=post.ended_on) for post in asked], on=on)
        inductions = list(
            person.inductions.standing()
            .filter(home=home)
            .select_related("checklist", "proof")
            .order_by("-signed_on", "-pk")
        )
        lists, clauses = papers_of(home)
        checklist = next((row for row in lists if row.approved_at), None)
        starter = (
            starter_of(
                stay,
                [row.as_signed() for row in inductions],
                within_days=checklist.within_days if checklist else None,
                on=on,
            )
            if stay
            else None
        )
        agreements = list(
            person.agreements.standing().select_related("clause", "proof", "home").order_by("pk")
        )
        ways = {post.as_engagement for post in asked if post.held_on(on)}
        return cls(
            ref=home.ref,
            home_name=home.name,
            person=person,
            here=any(post.held_on(on) for post in posts),
            asked=bool(ways),
            starter=starter,
            in_last_year=starter is not None and starter.started_on >= year_before(on),
            done=starter is not None and starter.progress in DONE,
            inductions=tuple(
                InductionLine(
                    row=row,
                    counts=starter is not None and row.signed_on >= starter.started_on,
                    can_sign=row.signed_off_on is None
                    and can_sign_off(row, granted=granted, account=account),
                )
                for row in inductions
            ),
            agreement=newest_binding(agreements, ways),
            agreements=tuple(reversed(agreements)),
            checklist=checklist,
            clause=next((row for row in clauses if row.approved_at), None),
            may_edit=may_edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePage:
    """A form that notes a paper of somebody."""

    ref: str
    person: Person
    title: str
    lead: str
    submit: str

    @classmethod
    def sheet(cls, person: Person, *, home: Home) -> NotePage:
        return cls(
            ref=home.ref,
            person=person,
            title="Note a signed induction sheet",
            lead="Take a photo of the sheet that both have signed, and copy the dates from it.",
            submit="Note this sheet",
        )

    @classmethod
    def agreement(cls, person: Person, *, home: Home) -> NotePage:
        return cls(
            ref=home.ref,
            person=person,
            title="Note what they have agreed to",
            lead="Open the file first. What nobody has looked at counts for nothing.",
            submit="Note it in my name",
        )


def kinds_for(person: Person, *, home: Home, clause: Clause | None, on: date) -> list[Choice]:
    """Return what somebody may have agreed to, by how they come to work here."""
    ways = {post.as_engagement for post in person.posts.filter(home=home).on(on)}
    version = f"version {clause.number}" if clause else "no approved version yet"
    kinds = []
    if binds(AgreementKind.CONTRACT, ways):
        kinds.append(
            Choice(
                AgreementKind.CONTRACT.value, "Their contract or agreement", f"With our clause, {version}."
            )
        )
    kinds.append(
        Choice(
            AgreementKind.ADDENDUM.value,
            "The signed extra page",
            f"Our clause, {version}.",
        )
    )
    if Engagement.AGENCY in ways:
        kinds.append(
            Choice(
                AgreementKind.AGENCY_TERMS.value,
                "Their agency’s terms",
                "The agency has put its people under a duty to keep data confidential and safe.",
            )
        )
    return kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    paper: WaitingPaper
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """What waits for somebody’s signature, and what they signed. `here`: they still work somewhere."""

    person: Person
    here: bool
    waiting: tuple[Waiting, ...]
    inductions: tuple[Induction, ...]
    agreements: tuple[Agreement, ...]

    @classmethod
    def of(cls, person: Person, *, on: date) -> OwnPage:
        papers = waiting_for(person, on=on)
        inductions = person.inductions.standing().select_related("home", "checklist").order_by("-pk")
        agreements = person.agreements.standing().select_related("clause", "home").order_by("-pk")
        return cls(
            person=person,
            here=person.posts.on(on).exists(),
            waiting=tuple(
                Waiting(paper=paper, href=reverse(paper.url_name, kwargs=dict(paper.kwargs)))
                for paper in papers
            ),
            inductions=tuple(inductions),
            agreements=tuple(agreements),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPage:
    """A text to read and sign. `changed` is told when it is not the one that was opened."""

    person: Person
    home_name: str
    digest: str
    text: str = ""
    number: int = 0
    changed: str = ""

    @classmethod
    def of(cls, person: Person, *, home: Home, version: Checklist | Clause, changed: str) -> SignPage:
        return cls(
            person=person,
            home_name=home.name,
            digest=version.digest,
            text=version.text if isinstance(version, Clause) else "",
            number=version.number,
            changed=changed,
        )
