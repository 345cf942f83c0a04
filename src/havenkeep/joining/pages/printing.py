"""Whom papers are printed for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from havenkeep.design.wording import say_date
from havenkeep.joining.domain.induction import Progress
from havenkeep.joining.domain.letters import Addressee
from havenkeep.joining.models import Checklist
from havenkeep.joining.pages.home import A_PAGE
from havenkeep.joining.queries import everyone, starters
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import ENGAGEMENTS
from havenkeep.people.models import Person

Link: TypeAlias = Callable[[str, str], str]


def starter_addressees(home: Home, *, on: date, checklist: Checklist | None, link: Link) -> list[Addressee]:
    """Return starters who are not signed off and still here, the longest overdue first; at most a page."""
    open_ones = {Progress.OVERDUE, Progress.DUE}
    lines = [
        line
        for line in starters(home, on=on, checklist=checklist)
        if line.starter.progress in open_ones and not line.waits_for_manager
    ]
    return [
        Addressee(
            ref=line.ref,
            name=line.name,
            started=f"First day {say_date(line.starter.started_on)}",
            link=link("paper", line.ref),
        )
        for line in lines[:A_PAGE]
    ]


def agreement_addressees(home: Home, *, on: date, link: Link) -> list[Addressee]:
    """Return who has agreed to nothing yet; at most a page."""
    lines = [line for line in everyone(home, on=on) if line.agreement is None]
    return [
        Addressee(
            ref=line.ref,
            name=line.name,
            role=", ".join(ENGAGEMENTS[way].title for way in line.engagements),
            link=link("agreement", line.ref),
        )
        for line in lines[:A_PAGE]
    ]


def one_addressee(person: Person, *, home: Home, on: date, link: str) -> Addressee:
    """Return one person, with the role and first day that they have in the home."""
    post = person.posts.filter(home=home).on(on).order_by("pk").first()
    started = f"First day {say_date(post.started_on)}" if post and post.started_on else ""
    return Addressee(
        ref=person.ref,
        name=person.name,
        role=post.title if post else "",
        started=started,
        link=link,
    )
