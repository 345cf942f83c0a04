"""Which questions an attempt at the quiz asks, and in which order its options stand."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from havenkeep.lessons.domain.course import Course, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as an attempt shows it. `order` holds the places of its options, as they are shown."""

    question: Question
    order: tuple[int, ...]

    @property
    def shown(self) -> tuple[tuple[int, str], ...]:
        """Return the options as they are shown: the place in the course, and the words."""
        return tuple((place, self.question.options[place].text) for place in self.order)


class OtherQuestions(ValueError):
    """Kept questions that this version of the course does not have."""


def draw(course: Course, *, seed: int) -> tuple[Asked, ...]:
    """Draw from the bank what the course asks of each outcome. The same seed draws the same."""
    chance = random.Random(seed)  # noqa: S311  # a quiz and no secret
    drawn = [
        question
        for outcome, wanted in course.draw.items()
        for question in chance.sample([one for one in course.bank if one.outcome is outcome], wanted)
    ]
    chance.shuffle(drawn)
    return tuple(_shuffled(question, chance) for question in drawn)


def kept(asked: Sequence[Asked]) -> list[list[object]]:
    """Return what is drawn as it is kept: ids and orders."""
    return [[one.question.id, list(one.order)] for one in asked]


def again(course: Course, rows: Sequence[Sequence[object]]) -> tuple[Asked, ...]:
    """Return what was drawn, in the words of a course. Raises `OtherQuestions` when it has changed since."""
    bank: Mapping[object, Question] = {question.id: question for question in course.bank}
    found = []
    for id_, order in rows:
        question = bank.get(id_)
        if question is None or not isinstance(order, list):
            raise OtherQuestions(str(id_))
        if sorted(order) != list(range(len(question.options))):
            raise OtherQuestions(question.id)
        found.append(Asked(question=question, order=tuple(order)))
    return tuple(found)


def _shuffled(question: Question, chance: random.Random) -> Asked:
    order = list(range(len(question.options)))
    chance.shuffle(order)
    return Asked(question=question, order=tuple(order))
