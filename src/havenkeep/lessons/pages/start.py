"""What other rooms put on a learner's start page: the one place where they are joined.

Each part is a heading with lines that lead to a page of that room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from havenkeep.joining.queries import waiting_for
from havenkeep.keycards.queries import is_shared_tablet
from havenkeep.lessons.domain.course import COURSE_IDS
from havenkeep.lessons.domain.words import Words
from havenkeep.lessons.pages.days import say_day, say_moment
from havenkeep.lessons.queries import EVERYONE
from havenkeep.needs.domain.owing import Owed
from havenkeep.people.models import Person, Post
from havenkeep.talks.queries import talks_ahead
from havenkeep.training.domain.titles import titled

SOON: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that waits. `href` is empty where there is nothing to open; `note` says a little more.

    `lang` is the language of the text, where it is another than the page's and we know it.
    """

    text: str
    lang: str = ""
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
    person: Person, *, posts: Sequence[Post], owing: Iterable[Owed], words: Words, at: datetime
) -> tuple[Part, ...]:
    """Return what other rooms ask of somebody: papers to sign, other training owed, talks, certificates.

    `posts` are all of theirs with their homes: each room goes by them, and they are fetched once.
    """
    on = localdate(at)
    found = {
        words.part_sign: tuple(
            _line(
                paper.words,
                words=words,
                home=paper.home,
                href=reverse(paper.url_name, kwargs=dict(paper.kwargs)),
                note=_by(words, paper.due_on, on=on),
            )
            for paper in waiting_for(person, posts=posts, on=on)
        ),
        words.part_training: tuple(
            _line(
                owed.title,
                words=words,
                href=reverse("lessons:course", args=[person.ref, _course(owed.course)]),
                note=_by(words, owed.due_on, on=on),
            )
            for owed in owing
            if owed.due_on <= on + SOON and owed.course != EVERYONE
        ),
        words.part_talks: tuple(
            _line(
                talk.title,
                words=words,
                note=", ".join(filter(None, [say_moment(talk.starts_at, words=words), talk.where])),
            )
            for talk in talks_ahead(posts, at=at)
        ),
        words.part_mine: (Line(text=words.my_certificates, href=certificates_href(person)),),
    }
    return tuple(Part(title=title, lines=lines) for title, lines in found.items() if lines)


def _line(title: str, *, words: Words, href: str = "", note: str = "", home: str = "") -> Line:
    language = words.lang.partition("-")[0]
    shown = titled(title, language=language)
    text = shown.text.replace("{home}", home) if home else shown.text
    return Line(text=text, lang="" if shown.lang == language else shown.lang, href=href, note=note)


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
