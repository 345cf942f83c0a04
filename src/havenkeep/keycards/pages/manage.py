"""What the manager's pages of key cards and tablets show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from havenkeep.design.square import square_uri
from havenkeep.design.wording import say_short_date
from havenkeep.keycards.models import CardDevice, KeyCard, SharedTablet
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person
from havenkeep.people.pages.tabs import TABS, Tab

AT_ONCE: Final = 100


class State(StrEnum):
    """Where somebody stands with their card."""

    NONE = "none"
    UNUSED = "unused"
    IN_USE = "in_use"
    LOCKED = "locked"
    PASSWORD = "password"  # noqa: S105  # a state and no password


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person of the list."""

    ref: str
    name: str
    email: bool
    state: State
    words: str

    @classmethod
    def of(cls, person: Any) -> Line:
        """Read a row of `people_here`."""
        state = _state(person)
        return cls(
            ref=person.ref,
            name=person.name,
            email=bool(person.email),
            state=state,
            words=_words(state, used_at=person.card_used_at, made_at=person.card_made_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsPage:
    ref: str
    name: str
    lines: tuple[Line, ...]
    people: int
    without: int
    again: bool
    number: int
    pages: int
    tablets: int
    may_manage: bool

    @classmethod
    def of(
        cls,
        home: Home,
        people: QuerySet[Person],
        *,
        without: int,
        again: bool,
        page: str,
        may_manage: bool,
    ) -> CardsPage:
        part = part_of(people, page=page)
        return cls(
            ref=home.ref,
            name=home.name,
            lines=tuple(Line.of(person) for person in part),
            people=part.paginator.count,
            without=without,
            again=again,
            number=part.number,
            pages=part.paginator.num_pages,
            tablets=home.shared_tablets.live().count(),
            may_manage=may_manage,
        )

    @property
    def lead(self) -> str:
        if not self.people:
            return ""
        if not self.without:
            return "Everybody who needs a card has one."
        need = "person has" if self.without == 1 else "people have"
        said = f"{self.without} {need} no card yet."
        if not self.may_manage:
            return said
        return f"{said} Print their cards, cut them out, and hand each to its owner."


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPage:
    """`again` is for people who have a card: the new one ends it."""

    ref: str
    name: str
    again: bool
    count: int
    number: int
    pages: int
    address: str
    only_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One person's card. `card` is None when they have none; `more` says they sign in with a password."""

    ref: str
    home: str
    person: Person
    card: KeyCard | None
    state: State
    words: str
    devices: tuple[CardDevice, ...]
    more: bool
    mail: bool
    may_manage: bool
    tabs: tuple[Tab, ...] = TABS

    @classmethod
    def of(
        cls, home: Home, person: Person, *, card: KeyCard | None, more: bool, mail: bool, may_manage: bool
    ) -> PersonPage:
        state = _of_card(card, more=more)
        used, made = (card.used_at, card.made_at) if card else (None, None)
        devices = card.devices.filter(since__isnull=False).order_by("-seen_at") if card else ()
        return cls(
            ref=home.ref,
            home=home.name,
            person=person,
            card=card,
            state=state,
            words=_words(state, used_at=used, made_at=made),
            devices=tuple(devices),
            more=more,
            mail=mail,
            may_manage=may_manage,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TabletsPage:
    ref: str
    name: str
    tablets: tuple[SharedTablet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TabletLinkPage:
    """The link that makes a browser a shared tablet; it is shown once."""

    ref: str
    name: str
    label: str
    link: str
    qr: str
    only_here: bool

    @classmethod
    def of(cls, home: Home, *, label: str, link: str, only_here: bool) -> TabletLinkPage:
        return cls(
            ref=home.ref, name=home.name, label=label, link=link, qr=square_uri(link), only_here=only_here
        )


def newest_of(people: Sequence[Any]) -> int:
    """Return the key of the newest card in rows of `people_here`; 0 when nobody has one."""
    return max((person.card_pk or 0 for person in people), default=0)


def part_of(people: QuerySet[Person], *, page: str) -> Page[Person]:
    """Return a hundred people; a page that is not there is the nearest one that is."""
    return Paginator(people, AT_ONCE).get_page(page if page.isascii() and page.isdecimal() else 1)


def choices_of(people: Sequence[Any]) -> list[tuple[str, str]]:
    return [(person.ref, person.name) for person in people]


def _state(person: Any) -> State:
    if person.has_more:
        return State.PASSWORD
    if person.card_made_at is None:
        return State.NONE
    if person.card_locked_at is not None:
        return State.LOCKED
    return State.IN_USE if person.card_used_at is not None else State.UNUSED


def _of_card(card: KeyCard | None, *, more: bool) -> State:
    if more:
        return State.PASSWORD
    if card is None:
        return State.NONE
    if card.locked_at is not None:
        return State.LOCKED
    return State.IN_USE if card.used_at is not None else State.UNUSED


def _words(state: State, *, used_at: datetime | None, made_at: datetime | None) -> str:
    match state:
        case State.NONE:
            return "No card yet"
        case State.UNUSED:
            return f"Printed {say_short_date(made_at)}, not used yet"
        case State.IN_USE:
            return f"Last used {say_short_date(used_at)}"
        case State.LOCKED:
            return "Locked: wrong PIN too often"
        case State.PASSWORD:
            return "Signs in with a password"
