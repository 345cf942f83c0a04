"""What came of a quiz: how many were right, whether that is enough, and what is worth reading again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from havenkeep.lessons.domain.course import Course, Lesson
from havenkeep.lessons.domain.drawing import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question and the place of the option somebody chose; None when they left it out."""

    asked: Asked
    chosen: int | None

    @property
    def is_right(self) -> bool:
        return self.chosen == self.asked.question.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """`needed` is how many right answers pass. `read_again` are the lessons of what was not right."""

    lines: tuple[Answered, ...]
    needed: int
    read_again: tuple[Lesson, ...]

    @property
    def right(self) -> int:
        return sum(line.is_right for line in self.lines)

    @property
    def whole(self) -> int:
        return len(self.lines)

    @property
    def percent(self) -> int:
        """Return the share of right answers, rounded down, so that it never flatters."""
        return self.right * 100 // self.whole

    @property
    def passed(self) -> bool:
        return self.right >= self.needed

    @property
    def not_right(self) -> tuple[Answered, ...]:
        return tuple(line for line in self.lines if not line.is_right)


def needed_of(whole: int, *, percent: int) -> int:
    """Return how many of so many must be right: never fewer than the percentage. 8 of 10, 7 of 8."""
    return -(-whole * percent // 100)


def mark(course: Course, asked: Sequence[Asked], answers: Mapping[str, int]) -> Marked:
    """Mark answers: the place of the chosen option, by question."""
    lines = tuple(Answered(asked=one, chosen=answers.get(one.question.id)) for one in asked)
    missed = {line.asked.question.lesson for line in lines if not line.is_right}
    return Marked(
        lines=lines,
        needed=needed_of(len(lines), percent=course.pass_percent),
        read_again=tuple(lesson for lesson in course.lessons if lesson.id in missed),
    )
