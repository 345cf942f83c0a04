"""The quiz: drawn once, marked once, tried as often as somebody likes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.lessons.actions import NotHere, finish_attempt
from havenkeep.lessons.models import QuizAttempt
from havenkeep.people.actions import end_post
from havenkeep.people.models import Person
from havenkeep.training.domain.catalogue import courses
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from havenkeep.training.domain.sources import Source
from havenkeep.training.models import Completion
from tests.lessons.conftest import Learner, right_answers, working_at
from tests.world import AT, TODAY, World


def test_enough_right_answers_are_a_completion_with_its_score(grace: Learner) -> None:
    attempt = grace.begins()
    page = grace.client.post(grace.page_of(attempt), right_answers(attempt, wrong=2), follow=True)
    assert "Well done. You passed!" in page.content.decode()
    completion = Completion.objects.get()
    assert (completion.person, completion.course, completion.score) == (grace.person, "everyone", 80)
    assert completion.source == Source.LESSONS
    assert completion.covers == ALL_OUTCOMES
    assert completion.code
    assert completion.for_role == ""
    assert Event.objects.filter(event="training.completed", stream=grace.post.home.stream).count() == 1


def test_too_few_are_no_completion_and_say_what_to_read_again(grace: Learner) -> None:
    attempt = grace.begins()
    page = grace.client.post(grace.page_of(attempt), right_answers(attempt, wrong=3), follow=True)
    text = page.content.decode()
    assert "Not quite yet" in text
    assert "You got 7 of 10, and 8 are enough." in text
    assert "Read again" in text
    assert "Try again" in text
    assert not Completion.objects.exists()


def test_trying_again_draws_another_quiz_and_keeps_the_first(grace: Learner) -> None:
    first = grace.begins()
    grace.client.post(grace.page_of(first), right_answers(first, wrong=5))
    second = grace.begins()
    assert second.pk != first.pk
    grace.client.post(grace.page_of(second), right_answers(second))
    assert Completion.objects.get().score == 100


def test_the_same_questions_come_back_in_the_same_order(grace: Learner) -> None:
    attempt = grace.begins()
    pages = {
        grace.client.get(grace.page_of(attempt))
        .content.decode()
        .partition("<div data-screens")[2]
        .partition("</form>")[0]
        for _ in range(2)
    }
    assert grace.begins().pk == attempt.pk
    assert len(pages) == 1


def test_answers_sent_twice_count_once(grace: Learner) -> None:
    attempt = grace.begins()
    for _ in range(2):
        assert grace.client.post(grace.page_of(attempt), right_answers(attempt)).status_code == 302
    assert Completion.objects.count() == 1
    assert Event.objects.filter(event="training.completed").count() == 1


def test_a_finished_attempt_cannot_be_changed(grace: Learner) -> None:
    attempt = grace.begins()
    grace.client.post(grace.page_of(attempt), right_answers(attempt, wrong=9))
    page = grace.client.post(grace.page_of(attempt), right_answers(attempt), follow=True)
    assert "Not quite yet" in page.content.decode()
    assert QuizAttempt.objects.get().score == 10
    assert not Completion.objects.exists()


def test_another_persons_attempt_is_not_there(grace: Learner, world: World) -> None:
    other = working_at(world.thistlewick, "Ola Nowak", world.client())
    attempt = grace.begins()
    theirs = other.at(f"lessons/everyone/quiz/{attempt.ref}/")
    assert other.client.get(theirs).status_code == 404
    assert other.client.post(theirs, right_answers(attempt)).status_code == 404
    assert other.client.post(grace.page_of(attempt), right_answers(attempt)).status_code == 404
    assert not Completion.objects.exists()


@pytest.mark.parametrize("wrong", ["", "9", "x", "-1", "1e3", "\x00"])
def test_a_question_without_one_of_its_answers_is_asked_for_again(grace: Learner, wrong: str) -> None:
    attempt = grace.begins()
    told = right_answers(attempt)
    first = next(iter(told))
    answer = grace.client.post(grace.page_of(attempt), told | {first: wrong})
    assert answer.status_code == 422
    assert "Some questions have no answer yet." in answer.content.decode()
    assert answer.content.decode().count(" checked") == 9
    assert QuizAttempt.objects.get().finished_at is None


def test_an_attempt_of_an_older_course_is_kindly_begun_anew(grace: Learner) -> None:
    attempt = grace.begins()
    QuizAttempt.objects.update(version="1999.1")
    answer = grace.client.post(grace.page_of(attempt), right_answers(attempt))
    assert answer.status_code == 409
    assert "We have made the lessons better" in answer.content.decode()
    assert not Completion.objects.exists()
    assert grace.begins().version != "1999.1"
    assert QuizAttempt.objects.count() == 1


def test_an_old_result_whose_questions_are_gone_still_says_that_it_was_passed(grace: Learner) -> None:
    attempt = grace.begins()
    grace.client.post(grace.page_of(attempt), right_answers(attempt))
    QuizAttempt.objects.update(version="1999.1", questions=[["gone", [0, 1]]])
    assert "You passed!" in grace.client.get(grace.page_of(attempt)).content.decode()


def test_nothing_is_noted_of_somebody_who_left_with_the_quiz_open(grace: Learner) -> None:
    attempt = grace.begins()
    end_post(post=grace.post, ended_on=TODAY - timedelta(days=1), by=SYSTEM, at=AT)
    page = grace.client.post(grace.page_of(attempt), right_answers(attempt))
    assert "Thank you for your work" in page.content.decode()
    with pytest.raises(NotHere):
        finish_attempt(attempt=attempt, answers={}, by=SYSTEM, at=AT)
    assert not Completion.objects.exists()


@pytest.mark.parametrize("course_id", ["lead", "manager"])
def test_the_course_for_a_role_is_training_for_that_role(grace: Learner, course_id: str) -> None:
    led = grace.client.post(grace.at(f"lessons/{course_id}/quiz/"))
    attempt = grace.person.quiz_attempts.get()
    grace.client.post(led["Location"], right_answers(attempt))
    completion = Completion.objects.get()
    assert (completion.course, completion.for_role) == (course_id, course_id)


def test_the_certificate_is_named_in_english_whatever_language_was_read(grace: Learner) -> None:
    Person.objects.filter(pk=grace.person.pk).update(language="pl")
    attempt = grace.begins()
    page = grace.client.post(grace.page_of(attempt), right_answers(attempt), follow=True)
    assert "Quiz zaliczony!" in page.content.decode()
    assert Completion.objects.get().title == courses()["everyone"].title


def test_an_attempt_asks_this_often(grace: Learner, django_assert_num_queries: Any) -> None:
    attempt = grace.begins()
    grace.client.get(grace.page_of(attempt))
    with django_assert_num_queries(5):
        grace.client.get(grace.page_of(attempt))
    grace.client.post(grace.page_of(attempt), right_answers(attempt))
    with django_assert_num_queries(5):
        grace.client.get(grace.page_of(attempt))
