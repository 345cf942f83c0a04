"""Drawing, marking and what comes next: pure rules."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havenkeep.lessons.domain.course import COURSE_IDS, LANGUAGES, Course, load_course
from havenkeep.lessons.domain.drawing import OtherQuestions, again, draw, kept
from havenkeep.lessons.domain.letters import BadLetters, letter_of, read_letters, right_of
from havenkeep.lessons.domain.marking import mark, needed_of
from havenkeep.lessons.domain.path import Step, path_of
from havenkeep.lessons.domain.words import Words, words_in
from havenkeep.training.domain.outcomes import Outcome

NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)
TODAY = date(2026, 11, 23)
COURSES = pytest.mark.parametrize("course_id", COURSE_IDS)


@pytest.fixture
def course() -> Course:
    return load_course("everyone")


@COURSES
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_draw_asks_of_each_outcome_what_the_course_wants_and_nothing_twice(
    course_id: str, seed: int
) -> None:
    course = load_course(course_id)
    drawn = draw(course, seed=seed)
    assert Counter(one.question.outcome for one in drawn) == dict(course.draw)
    assert len({one.question.id for one in drawn}) == len(drawn)
    assert all(sorted(one.order) == list(range(len(one.question.options))) for one in drawn)
    assert draw(course, seed=seed) == drawn
    assert again(course, kept(drawn)) == drawn


def test_the_right_answer_stands_in_every_place(course: Course) -> None:
    places = {one.order.index(one.question.right) for seed in range(20) for one in draw(course, seed=seed)}
    assert places == {0, 1, 2, 3}


@pytest.mark.parametrize("rows", [[["gone", [0, 1]]], [["threats-1", [0, 0, 1, 2]]], [["threats-1", "0123"]]])
def test_questions_that_are_no_longer_asked_are_said_to_be(course: Course, rows: list[list[object]]) -> None:
    with pytest.raises(OtherQuestions):
        again(course, rows)


@pytest.mark.parametrize(("whole", "needed"), [(10, 8), (8, 7), (5, 4), (12, 10), (1, 1)])
def test_eighty_per_cent_is_never_rounded_down(whole: int, needed: int) -> None:
    assert needed_of(whole, percent=80) == needed


@pytest.mark.parametrize(("wrong", "passed"), [(0, True), (2, True), (3, False), (10, False)])
def test_a_mark_says_what_to_read_again(course: Course, wrong: int, passed: bool) -> None:
    drawn = draw(course, seed=7)
    answers = {
        one.question.id: one.question.right if number >= wrong else (one.question.right + 1) % 3
        for number, one in enumerate(drawn)
    }
    marked = mark(course, drawn, answers)
    assert (marked.right, marked.passed, marked.percent) == (10 - wrong, passed, (10 - wrong) * 10)
    missed = {one.question.lesson for one in drawn[:wrong]}
    assert {lesson.id for lesson in marked.read_again} == missed


def test_what_was_left_out_is_not_right(course: Course) -> None:
    assert mark(course, draw(course, seed=1), {}).right == 0


def test_the_next_lesson_then_the_quiz_then_a_year_of_peace(course: Course) -> None:
    first, *rest = course.lessons
    done = {first.id: NOW}

    def path(**told: object) -> tuple[Step, str | None]:
        given = {"done": done, "passed_at": None, "good_from": None, "on": TODAY} | told
        found = path_of(course, **given)  # type: ignore[arg-type]
        return found.step, found.lesson.id if found.lesson else None

    assert path(done={})[1] == first.id
    assert path() == (Step.LESSON, rest[0].id)
    assert path(done={lesson.id: NOW for lesson in course.lessons}) == (Step.QUIZ, None)
    assert path(good_from=TODAY)[0] is Step.DONE
    assert path(good_from=TODAY - timedelta(days=334))[0] is Step.DONE
    assert path(good_from=TODAY - timedelta(days=335))[0] is Step.LESSON


def test_the_next_year_begins_with_the_first_lesson_again(course: Course) -> None:
    year = timedelta(days=360)
    found = path_of(
        course,
        done={lesson.id: NOW - year for lesson in course.lessons},
        passed_at=NOW - year + timedelta(minutes=5),
        good_from=TODAY - year,
        on=TODAY,
    )
    assert (found.step, found.lesson, found.done) == (Step.LESSON, course.lessons[0], frozenset())


def test_letters_are_read_as_people_write_them(course: Course) -> None:
    drawn = draw(course, seed=3)
    letters = "".join(letter_of(one) for one in drawn)
    assert right_of(", ".join(letters.lower()), drawn) == 10
    assert right_of("-" * 10, drawn) == 0
    assert read_letters(letters.lower(), drawn) == letters
    for wrong in ("", letters[:-1], letters + "A", "E" + letters[1:]):
        with pytest.raises(BadLetters):
            read_letters(wrong, drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_pages_is_there_with_the_same_things_filled_in(language: str) -> None:
    words, english = words_in(language), words_in("en")
    for field in fields(Words):
        assert blanks(getattr(words, field.name)) == blanks(getattr(english, field.name)), field.name


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_pages_say_no_word_that_is_not_there_and_every_word_is_said() -> None:
    room = files("havenkeep.lessons")
    sources = [*(room / "jinja2" / "lessons").iterdir(), *(room / "pages").iterdir()]
    text = "".join(one.read_text("utf-8") for one in sources if one.is_file())
    said = set(re.findall(r"\b(?:w|words)\.(\w+)", text))
    assert said == {field.name for field in fields(Words)}


def test_our_outcomes_are_those_of_training() -> None:
    taught = {lesson.outcome.value for lesson in load_course("everyone").lessons}
    assert taught == {outcome.value for outcome in Outcome}
