"""The quiz: before it, in it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.lessons.actions import CourseChanged, marked_of
from havenkeep.lessons.domain.course import Course, load_course
from havenkeep.lessons.domain.drawing import Asked
from havenkeep.lessons.domain.marking import Marked, needed_of
from havenkeep.lessons.models import QuizAttempt
from havenkeep.lessons.pages.own import QUIZ_MINUTES, Reader
from havenkeep.lessons.pages.start import certificates_href
from havenkeep.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPage:
    """Before the quiz: how long it is and how many right answers are enough."""

    reader: Reader
    course: Course
    whole: int
    needed: int
    minutes: int

    @classmethod
    def of(cls, person: Person, course: Course) -> QuizPage:
        whole = sum(course.draw.values())
        return cls(
            reader=Reader.of(person, course_id=course.id),
            course=course,
            whole=whole,
            needed=needed_of(whole, percent=course.pass_percent),
            minutes=QUIZ_MINUTES,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptPage:
    """The questions of one attempt. `chosen` and `missing` are set when some had no answer."""

    reader: Reader
    course: Course
    attempt: str
    asked: tuple[Asked, ...]
    chosen: dict[str, int]
    missing: tuple[str, ...]

    @classmethod
    def of(
        cls,
        person: Person,
        course: Course,
        attempt: QuizAttempt,
        *,
        chosen: dict[str, int] | None = None,
    ) -> AttemptPage:
        """Raises `CourseChanged`."""
        asked = tuple(line.asked for line in marked_of(attempt, course=course, answers={}).lines)
        given = chosen or {}
        return cls(
            reader=Reader.of(person, course_id=course.id),
            course=course,
            attempt=attempt.ref,
            asked=asked,
            chosen=given,
            missing=()
            if chosen is None
            else tuple(one.question.id for one in asked if one.question.id not in given),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """What came of an attempt. `marked` is None for an old one whose questions are no longer asked."""

    reader: Reader
    course: Course
    passed: bool
    marked: Marked | None
    certificates: str
    done_href: str

    @classmethod
    def of(cls, person: Person, course: Course, attempt: QuizAttempt, *, done_href: str) -> ResultPage:
        try:
            marked = marked_of(attempt, course=course)
        except CourseChanged:
            marked = None
        return cls(
            reader=Reader.of(person, course_id=course.id),
            course=course,
            passed=attempt.passed,
            marked=marked,
            certificates=certificates_href(person) if attempt.passed else "",
            done_href=done_href,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPage:
    """An attempt was begun with questions that are no longer asked."""

    reader: Reader
    course: Course

    @classmethod
    def of(cls, person: Person, attempt: QuizAttempt, *, language: str) -> ChangedPage:
        return cls(
            reader=Reader.of(person, course_id=attempt.course), course=load_course(attempt.course, language)
        )
