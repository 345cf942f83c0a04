"""The courses that ship with Havenkeep: short lessons with a question each, and a bank for the quiz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from havenkeep.standards.domain.strict_rows import BadEdition, Row, load

COURSE_IDS: tuple[str, ...] = ("everyone", "lead", "manager")
ENGLISH = "en"
LANGUAGES: Mapping[str, str] = MappingProxyType({ENGLISH: "English", "pl": "Polski", "ro": "Română"})


class BadCourse(BadEdition):
    """Files of a course that do not fit each other; the sentence names the file."""


class Outcome(StrEnum):
    """What a learner can do afterwards. Source: the four outcomes of Digital Care Hub's discussion tool."""

    RIGHTS = "rights"
    SAFEKEEPING = "safekeeping"
    THREATS = "threats"
    REPORTING = "reporting"


class Audience(StrEnum):
    EVERYONE = "everyone"
    LEAD = "lead"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose. `why` is shown once it was chosen."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with three or four options, exactly one of them right. `lesson` is where it is taught."""

    id: str
    lesson: str
    outcome: Outcome
    ask: str
    options: tuple[Option, ...]

    @property
    def right(self) -> int:
        """Return the place of the right option, counted from nought."""
        return next(place for place, option in enumerate(self.options) if option.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One idea: paragraphs, then points, then perhaps a short scene from a service."""

    heading: str
    text: tuple[str, ...]
    points: tuple[str, ...]
    story: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Three to five screens and a question, `minutes` long; `number` counts from one."""

    id: str
    number: int
    title: str
    outcome: Outcome
    minutes: int
    screens: tuple[Screen, ...]
    check: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course in one language. `draw` says how many questions of each outcome make a quiz."""

    id: str
    version: str
    title: str
    audience: Audience
    intro: str
    lessons: tuple[Lesson, ...]
    bank: tuple[Question, ...]
    draw: Mapping[Outcome, int]
    pass_percent: int
    language: str

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@cache
def load_course(course_id: str, language: str = ENGLISH) -> Course:
    """Return a course; in English when it has no such language (`Course.language` says which).

    Raises KeyError for a course we do not have, `BadEdition` for files that cannot be used.
    """
    if language not in languages_of(course_id):
        return load_course(course_id)
    course = read_course(_courses(), course_id=course_id, language=language)
    if language != ENGLISH:
        check_same_shape(course, load_course(course_id))
    return course


@cache
def languages_of(course_id: str) -> tuple[str, ...]:
    """Return the languages a course is written in, English first. Raises KeyError for an unknown course."""
    if course_id not in COURSE_IDS:
        raise KeyError(course_id)
    return tuple(code for code in LANGUAGES if (_courses() / course_id / code).is_dir())


@cache
def digest_of_translation(course_id: str, language: str) -> str:
    """Return the SHA-256, in hex, of a course's words in one language: what a reviewer signs.

    Line endings do not count. Raises KeyError when the course is unknown or not written in that language.
    """
    if language not in languages_of(course_id):
        raise KeyError(language)
    digest = sha256()
    folder = _courses() / course_id / language
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        digest.update(f"{file.name}\0{file.read_text(encoding='utf-8')}\0".encode())
    return digest.hexdigest()


def read_course(root: Traversable, *, course_id: str, language: str) -> Course:
    """Read the course in `root/course_id`, with the words in its `language` folder. Raises `BadEdition`."""
    head = load(root / course_id / "course.yaml", where=f"{course_id}/course.yaml")
    folder, where = root / course_id / language, f"{course_id}/{language}"
    words = load(folder / "course.yaml", where=f"{where}/course.yaml")
    course = Course(
        id=head.text("id"),
        version=head.text("version"),
        title=words.text("title"),
        audience=head.choice("audience", Audience),
        intro=words.text("intro"),
        lessons=tuple(
            _lesson(row, folder=folder, where=where, number=number)
            for number, row in enumerate(head.rows("lessons"), 1)
        ),
        bank=tuple(
            question for outcome in Outcome for question in _bank(folder, where=where, outcome=outcome)
        ),
        draw=_draw(head.row("draw")),
        pass_percent=head.whole("pass_percent"),
        language=language,
    )
    head.done()
    words.done()
    _check(course)
    return course


def check_same_shape(course: Course, english: Course) -> None:
    """Raise `BadCourse` where a translation has other parts than the English, or another right answer."""
    for lesson, original in zip(course.lessons, english.lessons, strict=True):
        if [_counts(screen) for screen in lesson.screens] != [_counts(one) for one in original.screens]:
            raise BadCourse(
                f"{course.id}/{course.language}: lesson {lesson.id} has other parts than in English."
            )
    ours, theirs = _questions(course), _questions(english)
    if [question.id for question in ours] != [question.id for question in theirs]:
        raise BadCourse(f"{course.id}/{course.language}: the questions are not those in English.")
    for question, asked in zip(ours, theirs, strict=True):
        same = question.lesson == asked.lesson and question.right == asked.right
        if not same or len(question.options) != len(asked.options):
            raise BadCourse(
                f"{course.id}/{course.language}: question {question.id} differs from the English."
            )


def _courses() -> Traversable:
    return files("havenkeep.lessons") / "courses"


def _counts(screen: Screen) -> tuple[int, ...]:
    return len(screen.text), len(screen.points), len(screen.story)


def _questions(course: Course) -> tuple[Question, ...]:
    return (*(lesson.check for lesson in course.lessons), *course.bank)


def _check(course: Course) -> None:
    where = f"{course.id}/{course.language}"
    lessons = {lesson.id for lesson in course.lessons}
    ids = [question.id for question in _questions(course)]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        raise BadCourse(f"{where}: question {twice} stands twice.")
    for question in course.bank:
        if question.lesson not in lessons:
            raise BadCourse(
                f"{where}: question {question.id} names a lesson we do not have, {question.lesson}."
            )
    for outcome, wanted in course.draw.items():
        if sum(question.outcome is outcome for question in course.bank) < wanted:
            raise BadCourse(f"{where}: fewer than {wanted} questions on {outcome}.")


def _draw(row: Row) -> Mapping[Outcome, int]:
    draw = MappingProxyType({outcome: row.whole(outcome) for outcome in Outcome})
    row.done()
    return draw


def _lesson(head: Row, *, folder: Traversable, where: str, number: int) -> Lesson:
    id_, outcome = head.text("id"), head.choice("outcome", Outcome)
    row = load(folder / f"{id_}.yaml", where=f"{where}/{id_}.yaml")
    lesson = Lesson(
        id=id_,
        number=number,
        title=row.text("title"),
        outcome=outcome,
        minutes=head.whole("minutes"),
        screens=tuple(_screen(one) for one in row.rows("screens")),
        check=_question(row.row("check"), outcome=outcome, lesson=id_),
    )
    head.done()
    row.done()
    return lesson


def _bank(folder: Traversable, *, where: str, outcome: Outcome) -> tuple[Question, ...]:
    row = load(folder / f"bank-{outcome}.yaml", where=f"{where}/bank-{outcome}.yaml")
    bank = tuple(_question(one, outcome=outcome, lesson=one.text("lesson")) for one in row.rows("questions"))
    row.done()
    return bank


def _screen(row: Row) -> Screen:
    screen = Screen(
        heading=row.text("heading"),
        text=row.texts("text"),
        points=row.texts("points", optional=True),
        story=row.texts("story", optional=True),
    )
    row.done()
    return screen


def _question(row: Row, *, outcome: Outcome, lesson: str) -> Question:
    question = Question(
        id=row.text("id"),
        lesson=lesson,
        outcome=outcome,
        ask=row.text("ask"),
        options=tuple(_option(one) for one in row.rows("options")),
    )
    row.done()
    if len(question.options) not in {3, 4} or sum(option.right for option in question.options) != 1:
        raise BadCourse(f"{row.where}: {question.id} needs three or four options, one of them right.")
    return question


def _option(row: Row) -> Option:
    option = Option(text=row.text("text"), right=row.flag("right"), why=row.text("why"))
    row.done()
    return option
