"""Quizzes on paper: drawn and kept, printed, and entered afterwards."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest

from havenkeep.lessons.domain.course import load_course
from havenkeep.lessons.domain.drawing import again
from havenkeep.lessons.domain.letters import letter_of
from havenkeep.lessons.models import PaperQuiz, PaperResult
from havenkeep.training.domain.sources import Source
from havenkeep.training.models import Completion
from tests.lessons.conftest import Learner, working_at
from tests.world import TODAY, World


@pytest.fixture
def paper(grace: Learner, world: World) -> PaperQuiz:
    client = world.client(world.alice)
    client.post(
        f"/homes/{world.thistlewick.ref}/training/paper-quiz/", {"course": "everyone", "language": "en"}
    )
    return PaperQuiz.objects.get()


def at(paper: PaperQuiz, rest: str = "") -> str:
    return f"/homes/{paper.home.ref}/training/paper-quiz/{paper.ref}/{rest}"


def letters_of(paper: PaperQuiz) -> str:
    return "".join(letter_of(one) for one in again(load_course(paper.course), paper.questions))


def sent(person: str, **told: Any) -> dict[str, Any]:
    day = told.pop("day", TODAY)
    return {
        "person": person,
        "taken_on_day": day.day,
        "taken_on_month": day.month,
        "taken_on_year": day.year,
        "letters": "",
        "right": "",
        **told,
    }


def text_of(content: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).split())


def test_the_quiz_and_its_key_are_about_the_same_questions(paper: PaperQuiz, world: World) -> None:
    client = world.client(world.alice)
    quiz, key = text_of(client.get(at(paper, "quiz.pdf")).content), client.get(at(paper, "key.pdf")).content
    asked = again(load_course("everyone"), paper.questions)
    assert asked[0].question.ask in quiz
    assert "Answer sheet" in quiz
    assert " ".join(letters_of(paper)) in text_of(key)


def test_the_quiz_is_printed_in_another_language_and_marked_by_the_same_key(
    grace: Learner, world: World
) -> None:
    client = world.client(world.alice)
    address = f"/homes/{world.thistlewick.ref}/training/paper-quiz/"
    led = client.post(address, {"course": "everyone", "language": "pl"})["Location"]
    assert "Karta odpowiedzi" in text_of(client.get(f"{led}quiz.pdf").content)
    assert "Marking key" in text_of(client.get(f"{led}key.pdf").content)


def test_letters_are_marked_and_a_pass_is_a_completion(
    paper: PaperQuiz, grace: Learner, world: World
) -> None:
    form = sent(grace.person.ref, letters=letters_of(paper).lower())
    page = world.client(world.alice).post(at(paper, "result/"), form, follow=True).content.decode()
    assert "Grace Bell passed: 10 of 10 right." in page
    completion = Completion.objects.get()
    assert (completion.source, completion.completed_on, completion.score) == (Source.PAPER_QUIZ, TODAY, 100)


def test_too_few_right_are_noted_and_are_no_completion(
    paper: PaperQuiz, grace: Learner, world: World
) -> None:
    page = world.client(world.alice).post(at(paper, "result/"), sent(grace.person.ref, right=7), follow=True)
    assert "can try again: 7 of 10 right." in page.content.decode()
    assert not Completion.objects.exists()


def test_the_same_sheet_entered_twice_counts_once(paper: PaperQuiz, grace: Learner, world: World) -> None:
    for right in (8, 9):
        world.client(world.alice).post(at(paper, "result/"), sent(grace.person.ref, right=right))
    assert PaperResult.objects.get().right == 9
    assert Completion.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Enter the letters they wrote, or how many were right."),
        ({"right": "11"}, "from 0 to 10"),
        ({"letters": "ABC"}, "There are 10 questions and 3 letters."),
        ({"letters": "ZZZZZZZZZZ"}, "Question 1 has the answers"),
        ({"right": "9", "day": TODAY + timedelta(days=1)}, "in the future"),
        ({"right": "9", "day": TODAY - timedelta(days=1)}, "before it was printed"),
        ({"right": "9", "person": "nobody"}, "Choose"),
        ({"right": "9", "letters": "ABCAB-----"}, "By these letters"),
    ],
)
def test_what_does_not_fit_is_one_sentence_and_nothing_is_kept(
    paper: PaperQuiz, grace: Learner, world: World, told: dict[str, Any], sentence: str
) -> None:
    form = sent(**({"person": grace.person.ref} | told))
    answer = world.client(world.alice).post(at(paper, "result/"), form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not PaperResult.objects.exists()
    assert not Completion.objects.exists()


def test_a_stranger_cannot_be_chosen_and_another_homes_paper_is_not_there(
    paper: PaperQuiz, world: World
) -> None:
    other = working_at(world.brookside, "Ola Nowak", world.client())
    client = world.client(world.alice)
    assert client.post(at(paper, "result/"), sent(other.person.ref, right=9)).status_code == 422
    assert world.client(world.charlie).get(at(paper, "key.pdf")).status_code == 404
    assert world.client(world.ivy).get(at(paper, "key.pdf")).status_code == 403
    assert world.client(world.ivy).get(at(paper)).status_code == 200


def test_a_paper_of_an_older_course_can_still_be_entered_by_its_score(
    paper: PaperQuiz, grace: Learner, world: World
) -> None:
    PaperQuiz.objects.update(questions=[["gone", [0, 1]]] * 10)
    client = world.client(world.alice)
    assert "The lessons have changed since this was printed." in client.get(at(paper)).content.decode()
    assert client.post(at(paper, "result/"), sent(grace.person.ref, right=8)).status_code == 302
    assert Completion.objects.get().score == 80


@pytest.mark.parametrize(("rest", "queries"), [("", 5), ("result/", 6)])
def test_a_page_asks_this_often_with_few_and_with_many_people(
    paper: PaperQuiz, world: World, rest: str, queries: int, django_assert_num_queries: Any
) -> None:
    client = world.client(world.alice)
    for number in range(3):
        one = working_at(world.thistlewick, f"{'XYZ'[number]}ara Lee", world.client())
        client.post(at(paper, "result/"), sent(one.person.ref, right=number))
    with django_assert_num_queries(queries):
        client.get(at(paper, rest))
