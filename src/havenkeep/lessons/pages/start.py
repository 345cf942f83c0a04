"""What other rooms put on a learner's start page: the one place where they are joined.

Each part is a heading with lines that lead to a page of that room.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from havenkeep.design.wording import say_when
from havenkeep.joining.queries import waiting_for
from havenkeep.keycards.queries import is_shared_tablet
from havenkeep.lessons.domain.course import COURSE_IDS
from havenkeep.lessons.domain.words import Words
from havenkeep.lessons.pages.days import say_day
from havenkeep.lessons.queries import EVERYONE
from havenkeep.needs.domain.owing import Owed
from havenkeep.people.models import Person
from havenkeep.talks.queries import talks_ahead

SOON: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that waits. `href` is empty where there is nothing to open; `note` says a little more."""

    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    title: str
    lines: tuple[Line, ...]


def everyones_day(owing: Iterable[Owed], *, words: Words, on: date) -> str:
    """Return, in words, by when the course for everyone is to be done; empty when that is far off."""
    found = (owed.due_on for owed in owing if owed.course == EVERYONE and owed.due_on <= on + SOON)
    return _by(words, next(found, None), on=on)


def parts_elsewhere(
    person: Person, *, owing: Iterable[Owed], words: Words, on: date, at: datetime
) -> tuple[Part, ...]:
    """Return what other rooms ask of somebody: papers to sign, other training owed, talks, certificates."""
    found = {
        words.part_sign: tuple(
            Line(
                text=paper.title,
                href=reverse(paper.url_name, kwargs=dict(paper.kwargs)),
                note=_by(words, paper.due_on, on=on),
            )
            for paper in waiting_for(person, on=on)
        ),
        words.part_training: tuple(
            Line(
                text=owed.title,
                href=reverse("lessons:course", args=[person.ref, _course(owed.course)]),
                note=_by(words, owed.due_on, on=on),
            )
            for owed in owing
            if owed.due_on <= on + SOON and owed.course != EVERYONE
        ),
        words.part_talks: tuple(
            Line(text=talk.title, note=", ".join(filter(None, [say_when(talk.starts_at), talk.where])))
            for talk in talks_ahead(person, at=at)
        ),
        words.part_mine: (Line(text=words.my_certificates, href=certificates_href(person)),),
    }
    return tuple(Part(title=title, lines=lines) for title, lines in found.items() if lines)


def certificates_href(person: Person) -> str:
    """Return where somebody finds their certificates."""
    return reverse("training:own", args=[person.ref])


def done_href(request: HttpRequest) -> str:
    """Return where somebody on a shared tablet goes when they have finished; empty on their own phone."""
    return reverse("keycards:done") if is_shared_tablet(request) else ""


def _course(training: str) -> str:
    """Return the course that teaches a training: everyone's, for one that is no course of its own."""
    return training if training in COURSE_IDS else EVERYONE


def _by(words: Words, day: date | None, *, on: date) -> str:
    if day is None:
        return ""
    return (words.by_day if day >= on else words.was_due).format(day=say_day(day, words=words))
