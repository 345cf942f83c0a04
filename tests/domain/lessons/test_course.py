"""What ships: every course whole, in every language it claims."""

from __future__ import annotations

from collections import Counter
from dataclasses import FrozenInstanceError

import pytest

from havenkeep.lessons.domain.course import (
    COURSE_IDS,
    LANGUAGES,
    Audience,
    Course,
    Outcome,
    Question,
    digest_of_translation,
    languages_of,
    load_course,
)

COURSES = [load_course(id_, language) for id_ in COURSE_IDS for language in languages_of(id_)]
LESSONS = {"everyone": range(8, 11), "lead": range(6, 9), "manager": range(4, 7)}
MINUTES = {"everyone": range(20, 26), "lead": range(15, 31), "manager": range(12, 25)}
SMALLEST_BANK = {"everyone": (40, 8), "lead": (24, 4), "manager": (16, 4)}  # in all, of each outcome
MOST_AT_ONE_PLACE = 0.45


def named(course: Course) -> str:
    return f"{course.id}-{course.language}"


def questions(course: Course) -> list[Question]:
    return [*(lesson.check for lesson in course.lessons), *course.bank]


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_a_course_is_short_pieces(course: Course) -> None:
    assert len(course.lessons) in LESSONS[course.id]
    assert course.minutes in MINUTES[course.id]
    assert {lesson.minutes for lesson in course.lessons} <= {2, 3, 4}
    assert {len(lesson.screens) for lesson in course.lessons} <= {3, 4, 5}
    assert [lesson.number for lesson in course.lessons] == list(range(1, len(course.lessons) + 1))
    assert course.audience == Audience(course.id)


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_every_outcome_is_taught_and_asked(course: Course) -> None:
    asked = Counter(question.outcome for question in course.bank)
    in_all, of_each = SMALLEST_BANK[course.id]
    assert {lesson.outcome for lesson in course.lessons} == set(Outcome)
    assert len(course.bank) >= in_all
    assert min(asked[outcome] for outcome in Outcome) >= of_each


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_a_quiz_is_ten_questions_and_eight_pass(course: Course) -> None:
    assert sum(course.draw.values()) == 10
    assert course.pass_percent == 80


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_every_lesson_is_asked_about_in_the_quiz(course: Course) -> None:
    assert {question.lesson for question in course.bank} == {lesson.id for lesson in course.lessons}


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_a_question_is_asked_once(course: Course) -> None:
    asks = [question.ask for question in questions(course)]
    assert len(set(asks)) == len(asks)
    for question in questions(course):
        assert len({option.text for option in question.options}) == len(question.options)


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_the_place_of_the_right_answer_gives_nothing_away(course: Course) -> None:
    places = Counter(question.right for question in questions(course))
    assert max(places.values()) <= MOST_AT_ONE_PLACE * places.total()


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_nor_does_its_length(course: Course) -> None:
    longest = [
        question
        for question in questions(course)
        if len(question.options[question.right].text) == max(len(option.text) for option in question.options)
    ]
    assert len(longest) <= MOST_AT_ONE_PLACE * len(questions(course))


def test_everyone_can_read_their_course_in_every_language_we_name() -> None:
    assert languages_of("everyone") == tuple(LANGUAGES)


def test_a_language_that_a_course_lacks_falls_back_to_english() -> None:
    assert load_course("manager", "pl") is load_course("manager")
    assert load_course("manager", "pl").language == "en"
    assert load_course("everyone", "zz").language == "en"
    assert load_course("everyone", "..").language == "en"


def test_an_unknown_course_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_course("nobody")
    with pytest.raises(KeyError):
        digest_of_translation("nobody", "en")
    with pytest.raises(KeyError):
        digest_of_translation("manager", "pl")


def test_a_course_is_read_once_and_cannot_be_changed() -> None:
    course = load_course("everyone")
    assert load_course("everyone", "en") == course
    with pytest.raises(FrozenInstanceError):
        course.title = "Another"  # type: ignore[misc]  # what the test is about


def test_each_translation_has_a_digest_of_its_own() -> None:
    digests = [digest_of_translation(id_, language) for id_ in COURSE_IDS for language in languages_of(id_)]
    assert len(set(digests)) == len(digests)
    assert {len(digest) for digest in digests} == {64}
