"""A learner's own pages: where they land, a course, and a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from havenkeep.lessons.domain.course import (
    COURSE_IDS,
    ENGLISH,
    LANGUAGES,
    Course,
    Lesson,
    Screen,
    languages_of,
    load_course,
)
from havenkeep.lessons.domain.marking import needed_of
from havenkeep.lessons.domain.path import Path, Step
from havenkeep.lessons.domain.words import Words, words_in
from havenkeep.lessons.models import LessonProgress
from havenkeep.lessons.pages.days import say_day
from havenkeep.lessons.pages.start import Part, certificates_href, everyones_day, parts_elsewhere
from havenkeep.lessons.queries import EVERYONE, is_reviewed, language_of, path_for
from havenkeep.needs.queries import owed_by
from havenkeep.people.models import Person
from havenkeep.training.domain.catalogue import courses
from havenkeep.training.domain.titles import own_title

QUIZ_MINUTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    code: str
    name: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, in which language, and what stands on each of their pages.

    A course that is not written in their language is English all over, the buttons too.

    `reviewed` is whether somebody stands for the translation.
    """

    person: str
    name: str
    words: Words
    languages: tuple[Language, ...]
    reviewed: bool

    @classmethod
    def of(cls, person: Person, *, course_id: str = EVERYONE) -> Reader:
        offered = languages_of(course_id)
        shown = language_of(person) if language_of(person) in offered else ENGLISH
        return cls(
            person=person.ref,
            name=person.name,
            words=words_in(shown),
            languages=tuple(
                Language(code=code, name=LANGUAGES[code], current=code == shown) for code in offered
            ),
            reviewed=is_reviewed(person.provider, course_id=course_id, language=shown),
        )

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class NonePage:
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflinePage:
    """What is said where there is no connection, in each language: it is kept beforehand, and of nobody."""

    every: tuple[Words, ...]

    @classmethod
    def of(cls) -> OfflinePage:
        return cls(every=tuple(words_in(code) for code in LANGUAGES))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePage:
    """Somebody with several employers chooses."""

    words: Words
    choices: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, persons: Sequence[Person]) -> ChoosePage:
        return cls(
            words=words_in(language_of(persons[0])),
            choices=tuple((person.ref, person.provider.name) for person in persons),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftPage:
    words: Words
    certificates: str

    @classmethod
    def of(cls, person: Person) -> LeftPage:
        return cls(words=words_in(language_of(person)), certificates=certificates_href(person))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCourse:
    """A course beside everyone's. `in_english` when it is not written in the reader's language."""

    id: str
    title: str
    in_english: bool

    @classmethod
    def of(cls, course_id: str, *, language: str) -> OtherCourse:
        course = load_course(course_id, language)
        name = own_title(courses()[course_id].title, language=language)
        elsewhere = course.language != language
        return cls(id=course_id, title=name if elsewhere and name else course.title, in_english=elsewhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """Where somebody lands: the one next thing, then what waits elsewhere."""

    reader: Reader
    course: Course
    path: Path
    good_until: str
    due: str
    parts: tuple[Part, ...]
    others: tuple[OtherCourse, ...]

    @classmethod
    def of(cls, person: Person, *, on: date, at: datetime) -> StartPage:
        course = load_course(EVERYONE, language_of(person))
        posts = list(person.posts.select_related("home").order_by("pk"))
        owing = owed_by(person, on, posts=posts)
        reader, path = Reader.of(person), path_for(person, course, on=on)
        return cls(
            reader=reader,
            course=course,
            path=path,
            good_until=_until(path, reader.words),
            due=everyones_day(owing, words=reader.words, on=on),
            parts=parts_elsewhere(person, posts=posts, owing=owing, words=reader.words, at=at),
            others=tuple(
                OtherCourse.of(one, language=language_of(person)) for one in COURSE_IDS if one != EVERYONE
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage:
    """All lessons of a course, and the quiz at its end."""

    reader: Reader
    course: Course
    path: Path
    good_until: str
    needed: int
    whole: int
    minutes: int

    @classmethod
    def of(cls, person: Person, course: Course, *, on: date) -> CoursePage:
        reader, path = Reader.of(person, course_id=course.id), path_for(person, course, on=on)
        whole = sum(course.draw.values())
        return cls(
            reader=reader,
            course=course,
            path=path,
            good_until=_until(path, reader.words),
            needed=needed_of(whole, percent=course.pass_percent),
            whole=whole,
            minutes=QUIZ_MINUTES,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPage:
    """One lesson: its screens, and its question as the last of them.

    `at` is the screen to begin on, counted from one. `chosen` is the answer somebody just gave, or None;
    `unanswered` says that they sent none. `done` counts the lessons done once this one is. `done_href` is
    where somebody on a shared tablet may stop.
    """

    reader: Reader
    course: Course
    lesson: Lesson
    following: Lesson | None
    at: int
    chosen: int | None
    unanswered: bool
    done: int
    done_href: str

    @classmethod
    def of(
        cls,
        person: Person,
        course: Course,
        lesson: Lesson,
        *,
        progress: LessonProgress | None,
        path: Path,
        chosen: int | None,
        unanswered: bool,
        done_href: str,
    ) -> LessonPage:
        fresh = progress is None or progress.version != course.version or progress.done_at is not None
        seen = 1 if fresh or progress is None else progress.screen
        last = len(lesson.screens) + 1
        return cls(
            reader=Reader.of(person, course_id=course.id),
            course=course,
            lesson=lesson,
            following=_following(course, lesson, path),
            at=last if chosen is not None or unanswered else min(max(seen, 1), last),
            chosen=chosen,
            unanswered=unanswered,
            done=len(path.done | {lesson.id}),
            done_href=done_href,
        )

    @property
    def screens(self) -> tuple[Screen, ...]:
        return self.lesson.screens

    @property
    def last(self) -> int:
        return len(self.lesson.screens) + 1

    @property
    def is_right(self) -> bool:
        return self.chosen == self.lesson.check.right


def _following(course: Course, lesson: Lesson, path: Path) -> Lesson | None:
    """Return the next lesson that is still to do, round from the first one; None when the quiz is next."""
    others = [one for one in course.lessons if one.id != lesson.id]
    if path.step is Step.DONE:  # who only reads again goes on in order
        return next((one for one in others if one.number > lesson.number), None)
    left = [one for one in others if one.id not in path.done]
    return min(left, key=lambda one: (one.number < lesson.number, one.number), default=None)


def _until(path: Path, words: Words) -> str:
    if path.step is not Step.DONE or path.good_until is None:
        return ""
    return words.good_until.format(day=say_day(path.good_until, words=words))
