"""The words of the courses: short screens, plain English, nothing that a page could trip over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from havenkeep.lessons.domain.course import COURSE_IDS, Course, Lesson, Question, languages_of, load_course
from tests.domain.lessons.reading_age import grade, syllables

COURSES = [load_course(id_, language) for id_ in COURSE_IDS for language in languages_of(id_)]
HARDEST = {"everyone": 6.5, "lead": 9.0, "manager": 9.0}
WORDS_ON_A_SCREEN = 60
WORDS_IN_A_STORY = 70


def named(course: Course) -> str:
    return f"{course.id}-{course.language}"


def words_of(*paragraphs: str) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def of_question(question: Question) -> Iterator[str]:
    yield question.ask
    for option in question.options:
        yield option.text
        yield option.why


def of_lesson(lesson: Lesson) -> Iterator[str]:
    for screen in lesson.screens:
        yield from (*screen.text, *screen.points, *screen.story)
    yield from of_question(lesson.check)


def of_course(course: Course) -> Iterator[str]:
    yield from (course.title, course.intro)
    for lesson in course.lessons:
        yield lesson.title
        yield from (screen.heading for screen in lesson.screens)
        yield from of_lesson(lesson)
    for question in course.bank:
        yield from of_question(question)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("phone", 1),
        ("looked", 1),
        ("wanted", 2),
        ("table", 2),
        ("medicine", 3),
        ("information", 4),
        ("people", 2),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_tells_plain_from_stiff() -> None:
    assert grade(["If you get a strange email, stop. Ask someone."]) < 4
    stiff = (
        "Notwithstanding organisational responsibilities, unauthorised disclosure necessitates notification."
    )
    assert grade([stiff]) > 18


@pytest.mark.parametrize("id_", COURSE_IDS)
def test_every_lesson_is_easy_to_read(id_: str) -> None:
    grades = {lesson.id: round(grade(of_lesson(lesson)), 1) for lesson in load_course(id_).lessons}
    assert {lesson: one for lesson, one in grades.items() if one > HARDEST[id_]} == {}


@pytest.mark.parametrize("id_", COURSE_IDS)
def test_the_quiz_reads_as_easily_as_the_lessons(id_: str) -> None:
    assert (
        grade(words for question in load_course(id_).bank for words in of_question(question)) <= HARDEST[id_]
    )


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_a_screen_holds_one_idea(course: Course) -> None:
    long = {
        f"{lesson.id}: {screen.heading}": (words_of(*screen.text, *screen.points), words_of(*screen.story))
        for lesson in course.lessons
        for screen in lesson.screens
        if words_of(*screen.text, *screen.points) > WORDS_ON_A_SCREEN
        or words_of(*screen.story) > WORDS_IN_A_STORY
    }
    assert long == {}


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_words_are_words_and_no_mark_up(course: Course) -> None:
    odd = [words for words in of_course(course) if re.search(r"[<>{}\[\]*_|\\\"']|https?:|\s\s| - ", words)]
    assert odd == []


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_sentences_end(course: Course) -> None:
    whole = [
        paragraph
        for lesson in course.lessons
        for screen in lesson.screens
        for paragraph in (*screen.text, *screen.story)
    ]
    whole += [option.why for question in course.bank for option in question.options]
    assert [words for words in whole if not re.search(r"[.!?:][”)]?$", words)] == []


@pytest.mark.parametrize("course", [course for course in COURSES if course.language != "en"], ids=named)
def test_a_translation_leaves_nothing_in_english(course: Course) -> None:
    pairs = zip(of_course(course), of_course(load_course(course.id)), strict=True)
    assert [words for words, english in pairs if words == english] == []


def test_romanian_letters_wear_commas_not_cedillas() -> None:
    assert [words for words in of_course(load_course("everyone", "ro")) if re.search("[şţŞŢ]", words)] == []


@pytest.mark.parametrize("course", COURSES, ids=named)
def test_the_right_answer_is_not_given_away_by_its_length(course: Course) -> None:
    questions = [*(lesson.check for lesson in course.lessons), *course.bank]
    longest, stands_out = 0, []
    for question in questions:
        right = len(question.options[question.right].text)
        others = [len(option.text) for option in question.options if not option.right]
        longest += right > max(others)
        if right > max(others) * 1.5 and right > max(others) + 15:
            stands_out.append(question.id)
    assert stands_out == []
    assert longest <= len(questions) * 0.4
