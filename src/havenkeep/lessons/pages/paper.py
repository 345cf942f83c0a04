"""Quizzes on paper: the list, one of them, and its sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from havenkeep.design.wording import say_date
from havenkeep.lessons.domain.course import LANGUAGES, Course, load_course
from havenkeep.lessons.domain.drawing import Asked, OtherQuestions, again
from havenkeep.lessons.domain.letters import LETTERS, letter_of
from havenkeep.lessons.domain.marking import needed_of
from havenkeep.lessons.domain.words import words_in
from havenkeep.lessons.models import PaperQuiz
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person
from havenkeep.printing.text import JSON

LATEST = 50
ROWS_OF_NAMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    ref: str
    title: str
    language: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    ref: str
    name: str
    papers: tuple[PaperLine, ...]
    may_edit: bool

    @classmethod
    def of(cls, home: Home, *, may_edit: bool) -> PapersPage:
        rows = home.paper_quizzes.all()[:LATEST]
        return cls(ref=home.ref, name=home.name, papers=tuple(_line(row) for row in rows), may_edit=may_edit)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    who: str
    taken_on: date
    right: int
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """One printed quiz and what people got. `asked` is empty when the lessons have changed since."""

    ref: str
    name: str
    paper: PaperLine
    whole: int
    needed: int
    results: tuple[ResultLine, ...]
    asked: tuple[Asked, ...]
    may_edit: bool

    @classmethod
    def of(cls, home: Home, paper: PaperQuiz, *, may_edit: bool) -> PaperPage:
        course, whole = load_course(paper.course), len(paper.questions)
        return cls(
            ref=home.ref,
            name=home.name,
            paper=_line(paper),
            whole=whole,
            needed=needed_of(whole, percent=course.pass_percent),
            results=tuple(
                ResultLine(who=row.person.name, taken_on=row.taken_on, right=row.right, passed=row.passed)
                for row in paper.results.select_related("person")[:LATEST]
            ),
            asked=asked_on(paper, course=course),
            may_edit=may_edit,
        )


def asked_on(paper: PaperQuiz, *, course: Course) -> tuple[Asked, ...]:
    """Return what a paper asks, in a language; nothing when a question of it is no longer there."""
    try:
        return again(course, paper.questions)
    except OtherQuestions:
        return ()


def people_of(home: Home, *, since: date) -> list[tuple[str, str]]:
    """Return the refs and names of all who worked in the home since a day, by name."""
    posts = home.posts.exclude(ended_on__lt=since).values("person")
    return list(Person.objects.filter(pk__in=posts).order_by("name", "pk").values_list("ref", "name"))


def sheet_data(home: Home, paper: PaperQuiz) -> dict[str, JSON]:
    """Return what the printed quiz and its answer sheet say."""
    course = load_course(paper.course, paper.language)
    words, asked = words_in(paper.language), asked_on(paper, course=course)
    needed = needed_of(len(asked), percent=course.pass_percent)
    return {
        "lang": words.lang[:2],
        "title": words.paper_title,
        "running": _running(home, paper),
        "about": f"{course.title}: quiz",
        "made": _made(paper),
        "kicker": course.title,
        "how": words.paper_how.format(needed=needed, whole=len(asked)),
        "questions": [
            {
                "ask": one.question.ask,
                "options": [[LETTERS[number], text] for number, (_, text) in enumerate(one.shown)],
            }
            for one in asked
        ],
        "answers": words.paper_answers,
        "name": words.paper_name,
        "date": words.paper_date,
        "signature": words.paper_signature,
        "rows": ROWS_OF_NAMES,
    }


def key_data(home: Home, paper: PaperQuiz) -> dict[str, JSON]:
    """Return what the marking key says, in English: it is for whoever marks."""
    course = load_course(paper.course)
    asked = asked_on(paper, course=course)
    lessons = {lesson.id: lesson for lesson in course.lessons}
    needed = needed_of(len(asked), percent=course.pass_percent)
    return {
        "title": "Marking key",
        "running": _running(home, paper),
        "about": f"{course.title}: marking key",
        "made": _made(paper),
        "kicker": f"{course.title} · {LANGUAGES[paper.language]}",
        "lead": f"{needed} of {len(asked)} right is a pass. Keep this away from the quiz.",
        "letters": " ".join(letter_of(one) for one in asked),
        "rows": [
            [
                str(number),
                letter_of(one),
                one.question.options[one.question.right].text,
                f"Lesson {lessons[one.question.lesson].number}",
            ]
            for number, one in enumerate(asked, 1)
        ],
    }


def _line(row: PaperQuiz) -> PaperLine:
    return PaperLine(
        ref=row.ref,
        title=load_course(row.course).title,
        language=LANGUAGES.get(row.language, row.language),
        made_at=row.made_at,
    )


def _running(home: Home, paper: PaperQuiz) -> str:
    return f"{home.name} · quiz {paper.ref} · {say_date(paper.made_at)}"


def _made(paper: PaperQuiz) -> JSON:
    return [paper.made_at.year, paper.made_at.month, paper.made_at.day]
