"""The talks of a home, one talk, and what somebody sees who is at one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import segno
from django.core.paginator import Paginator

from havenkeep.design.wording import say_count, say_when
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES, JobRole
from havenkeep.talks.domain.talk import HOW_TITLES, KIND_TITLES, Window, closes_at, opens_at
from havenkeep.talks.models import Attendance, Closure, Talk, WrittenName
from havenkeep.talks.printed import covers_words
from havenkeep.talks.queries import talks_of

A_PAGE = 100
A_LIST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkLine:
    """One talk in a list: what to read, and what it waits for."""

    ref: str
    title: str
    note: str
    words: str

    @classmethod
    def of(cls, talk: Talk, *, at: datetime) -> TalkLine:
        return cls(
            ref=talk.ref,
            title=talk.title,
            note=f"{KIND_TITLES[talk.as_kind]}, {say_when(talk.starts_at)}; {covers_words(talk.covers)}",
            words=_state(talk, at=at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TalksPage:
    """A home's talks: those to close first, those to come, and what was."""

    ref: str
    name: str
    to_close: tuple[TalkLine, ...]
    to_come: tuple[TalkLine, ...]
    held: tuple[TalkLine, ...]
    number: int
    pages: int
    may_edit: bool

    @property
    def empty(self) -> bool:
        return not (self.to_close or self.to_come or self.held)

    @classmethod
    def of(cls, home: Home, *, at: datetime, page: str, may_edit: bool) -> TalksPage:
        waiting = list(talks_of(home).open().order_by("starts_at")[:A_PAGE])
        past = talks_of(home).exclude(pk__in=home.talks.open().values("pk")).order_by("-starts_at", "-pk")
        shown = Paginator(past, A_LIST).get_page(page)
        return cls(
            ref=home.ref,
            name=home.name,
            to_close=tuple(TalkLine.of(talk, at=at) for talk in waiting if talk.starts_at <= at),
            to_come=tuple(TalkLine.of(talk, at=at) for talk in waiting if talk.starts_at > at),
            held=tuple(TalkLine.of(talk, at=at) for talk in shown),
            number=shown.number,
            pages=shown.paginator.num_pages,
            may_edit=may_edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    name: str
    how: str
    at: datetime

    @classmethod
    def of(cls, row: Attendance) -> Came:
        return cls(name=row.person.name, how=HOW_TITLES[row.as_how], at=row.noted_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPage:
    """One talk, before, while and after it is held."""

    ref: str
    talk: Talk
    kind: str
    covers: str
    invited: str
    begun: bool
    running: bool
    here: int
    came: tuple[Came, ...]
    written: tuple[WrittenName, ...]
    papers: tuple[tuple[str, str], ...]
    closure: Closure | None
    number: int
    pages: int
    may_edit: bool

    @property
    def open(self) -> bool:
        return self.closure is None and self.talk.called_off_at is None

    @property
    def first(self) -> str:
        """Return what to do first: `prepare`, `tick`, `close`, `settle` or nothing."""
        if not self.may_edit or self.talk.called_off_at is not None:
            return ""
        if self.closure is not None:
            return "settle" if self.written else ""
        if not self.begun:
            return "prepare"
        return "close" if self.here else "tick"

    @classmethod
    def of(cls, talk: Talk, *, at: datetime, page: str, may_edit: bool) -> TalkPage:
        rows = talk.attendances.select_related("person").order_by("person__name", "pk")
        shown = Paginator(rows, A_PAGE).get_page(page)
        return cls(
            ref=talk.home.ref,
            talk=talk,
            kind=KIND_TITLES[talk.as_kind],
            covers=covers_words(talk.covers),
            invited=", ".join(JOB_ROLE_TITLES[JobRole(role)] for role in talk.invited) or "Everyone",
            begun=talk.window(at=at) is not Window.TO_COME,
            running=talk.window(at=at) is Window.OPEN,
            here=shown.paginator.count,
            came=tuple(Came.of(row) for row in shown),
            written=tuple(talk.written_names.order_by("pk")[:A_PAGE]),
            papers=tuple(talk.papers.values_list("proof__ref", "proof__title")[:A_LIST]),
            closure=getattr(talk, "closure", None),
            number=shown.number,
            pages=shown.paginator.num_pages,
            may_edit=may_edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A form of this room. `talk` is the one it is about, or none for a new one."""

    ref: str
    title: str
    lead: str
    submit: str
    back: str
    back_text: str
    caption: str = ""
    talk: Talk | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    ref: str
    talk: Talk
    shown: int
    found: int
    number: int
    pages: int
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterPage:
    """The code of a talk, to project or to print. `qr` is empty when there is no code."""

    ref: str
    talk: Talk
    link: str
    qr: str
    opens: datetime
    closes: datetime
    only_here: bool

    @classmethod
    def of(cls, talk: Talk, *, link: str) -> PosterPage:
        local = link.startswith(("http://127.", "http://localhost", "http://[::1]"))
        return cls(
            ref=talk.home.ref,
            talk=talk,
            link=link,
            qr=segno.make(link, error="m").svg_data_uri(scale=8, border=4) if link else "",
            opens=opens_at(talk.starts_at),
            closes=closes_at(talk.starts_at, minutes=talk.minutes),
            only_here=local,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HerePage:
    """What somebody sees who followed a talk's code. Without a `talk` the code is not for them.

    `own_title` is the title in the language `lang` that they read, empty where there is none.
    """

    title: str
    sentence: str
    place: str = ""
    talk: Talk | None = None
    own_title: str = ""
    lang: str = ""
    can_say: bool = False
    done: bool = False


def page_count(found: int, *, size: int) -> int:
    """Return how many pages so many rows take, one at least."""
    return max(1, -(-found // size))


def page_number(asked: str, *, pages: int) -> int:
    """Return the page asked for, or the nearest there is."""
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return min(max(number, 1), pages)


def _state(talk: Talk, *, at: datetime) -> str:
    here: int = getattr(talk, "here", 0)
    asked: int = getattr(talk, "asked", 0)
    if talk.called_off_at is not None:
        return "Called off"
    if getattr(talk, "closure", None) is not None:
        words = say_count(here, "person", "people")
        return f"{words}, {say_count(asked, 'name')} to settle" if asked else words
    if talk.starts_at > at:
        return "To come"
    return f"To close, {say_count(here, 'person', 'people')} so far"
