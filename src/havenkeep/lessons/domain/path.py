"""The one thing a learner does next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from havenkeep.lessons.domain.course import Course, Lesson

# A year is what the toolkit counts; a month before it ends is soon enough to begin again.
GOOD_FOR = timedelta(days=365)
BEGIN_AGAIN = timedelta(days=335)


class Step(StrEnum):
    LESSON = "lesson"
    QUIZ = "quiz"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """How far somebody is in a course. `lesson` is the next one; `good_until` the day the last proof ends."""

    step: Step
    lesson: Lesson | None
    done: frozenset[str]
    whole: int
    good_until: date | None


def path_of(
    course: Course,
    *,
    done: Mapping[str, datetime],
    passed_at: datetime | None,
    good_from: date | None,
    on: date,
) -> Path:
    """Say what comes next.

    `done` tells when each lesson was last done, `passed_at` when the quiz was last passed: lessons done
    before belong to the round that ended then. `good_from` is the day of the newest completion of any kind.
    """
    round_ = frozenset(
        lesson.id
        for lesson in course.lessons
        if lesson.id in done and (passed_at is None or done[lesson.id] > passed_at)
    )
    fresh = good_from is not None and on < good_from + BEGIN_AGAIN
    left = next((lesson for lesson in course.lessons if lesson.id not in round_), None)
    step = Step.DONE if fresh else Step.LESSON if left is not None else Step.QUIZ
    return Path(
        step=step,
        lesson=left,
        done=frozenset(lesson.id for lesson in course.lessons) if fresh else round_,
        whole=len(course.lessons),
        good_until=good_from + GOOD_FOR if good_from is not None else None,
    )
