"""A learner's own pages: where they land, reading lessons, and the language they read in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.lessons.domain.course import COURSE_IDS, LANGUAGES, Course, languages_of, load_course
from havenkeep.lessons.domain.words import words_in
from havenkeep.lessons.models import LessonProgress
from havenkeep.people.actions import add_person, end_post
from havenkeep.people.models import Person
from havenkeep.talks.actions import TalkDetails, schedule_talk
from havenkeep.talks.domain.talk import Kind
from havenkeep.training.domain.outcomes import Outcome
from havenkeep.training.models import Completion
from tests.lessons.conftest import Learner, working_at
from tests.world import AT, TODAY, World


def read(learner: Learner, rest: str = "") -> str:
    answer = learner.client.get(learner.at(rest))
    assert answer.status_code == 200
    return answer.content.decode()


def does(learner: Learner, course: Course, *lessons: str) -> None:
    for lesson in course.lessons:
        if not lessons or lesson.id in lessons:
            learner.client.post(learner.lesson(lesson.id), {"answer": lesson.check.right})


def test_somebody_without_a_service_lands_on_the_next_lesson(grace: Learner) -> None:
    landed = grace.client.get("/", follow=True)
    assert landed.redirect_chain[-1][0] == grace.at()
    page = landed.content.decode()
    assert "Hello Grace" in page
    assert "Next: lesson 1" in page
    assert grace.lesson("trust") in page


def test_what_is_owed_says_by_when_and_later_since_when(grace: Learner) -> None:
    def started(days: int) -> str:
        grace.person.posts.update(started_on=TODAY - timedelta(days=days))
        return grace.client.get(grace.at()).content.decode()

    assert "was due" not in started(1)
    assert "was due" in started(60)


def test_who_is_on_no_staff_list_reads_a_kind_sentence(world: World) -> None:
    page = world.client(world.bob).get("/me/").content.decode()
    assert "You are not on a staff list here yet." in page


def test_who_works_for_two_employers_chooses(grace: Learner, world: World) -> None:
    add_person(provider=world.meadowgate, name="Grace Bell", by=SYSTEM, at=AT)
    Person.objects.filter(provider=world.meadowgate).update(user=grace.user)
    page = grace.client.get("/me/").content.decode()
    assert "Larkfield Care Ltd" in page
    assert "Meadowgate Care Ltd" in page


def test_a_manager_on_the_staff_list_is_led_to_their_training_from_their_services(
    grace: Learner, world: World
) -> None:
    assert "My training" not in world.client(world.alice).get("/services/").content.decode()
    Person.objects.filter(pk=grace.person.pk).update(user=world.alice)
    assert "My training" in world.client(world.alice).get("/services/").content.decode()


def test_a_right_answer_makes_the_lesson_done_and_the_next_one_next(grace: Learner, course: Course) -> None:
    does(grace, course, "trust")
    assert "Next: lesson 2" in read(grace)
    assert grace.person.lesson_progress.get().done_at == AT


def test_a_wrong_answer_is_explained_and_can_be_tried_again(grace: Learner, course: Course) -> None:
    wrong = next(place for place, option in enumerate(course.lessons[0].check.options) if not option.right)
    page = grace.client.post(grace.lesson(), {"answer": wrong}, follow=True).content.decode()
    assert "Worth another look" in page
    assert "Try again" in page
    assert not LessonProgress.objects.exists()


def test_reading_goes_on_from_the_screen_that_was_reached(grace: Learner) -> None:
    assert 'data-at="1"' in read(grace, "lessons/everyone/trust/")
    assert grace.client.post(grace.lesson(), {"screen": "3"}).status_code == 204
    assert grace.client.post(grace.lesson(), {"screen": "2"}).status_code == 204
    assert 'data-at="3"' in read(grace, "lessons/everyone/trust/")


def test_a_lesson_that_changed_begins_at_its_first_screen(grace: Learner) -> None:
    grace.client.post(grace.lesson(), {"screen": "3"})
    LessonProgress.objects.update(version="1999.1")
    assert 'data-at="1"' in read(grace, "lessons/everyone/trust/")


@pytest.mark.parametrize("sent", [{"answer": "9"}, {"answer": "²"}, {"screen": "99"}, {"answer": "-1"}, {}])
def test_an_answer_that_was_not_offered_is_nothing(grace: Learner, sent: dict[str, str]) -> None:
    assert grace.client.post(grace.lesson(), sent).status_code == 302
    assert not LessonProgress.objects.exists()


def test_without_scripts_too_it_says_that_an_answer_is_missing(grace: Learner) -> None:
    page = grace.client.post(grace.lesson(), {}, follow=True).content.decode()
    assert '<p class="ls-choose" data-choose>Choose an answer first.</p>' in page


def test_a_lesson_done_says_how_many_are(grace: Learner, course: Course) -> None:
    does(grace, course, "trust")
    assert "2 of 10" in read(grace, "lessons/everyone/rights/")


def test_after_a_lesson_read_again_the_quiz_is_next_and_no_lesson_that_is_done(
    grace: Learner, course: Course
) -> None:
    does(grace, course, *(lesson.id for lesson in course.lessons if lesson.id != "tricks"))
    assert "Next: lesson" not in read(grace, "lessons/everyone/tricks/")
    page = read(grace, "lessons/everyone/trust/")
    number = next(lesson.number for lesson in course.lessons if lesson.id == "tricks")
    assert f"Next: lesson {number}" in page
    does(grace, course, "tricks")
    assert "Next: lesson" not in read(grace, "lessons/everyone/trust/")


def test_the_day_stands_with_the_lessons_and_they_are_asked_for_once(grace: Learner) -> None:
    page = read(grace)
    assert re.search(r"by \d+ \w+ 20\d\d</span>", page)
    assert "Yearly training for everyone" not in page


def test_a_talk_is_told_and_leads_nowhere(grace: Learner) -> None:
    details = TalkDetails(
        kind=Kind.TEAM_TALK,
        title="Ten minutes on phishing",
        covers=[Outcome.THREATS],
        starts_at=AT + timedelta(days=1),
        minutes=10,
        led_by="Alice Fenn",
    )
    schedule_talk(home=grace.post.home, details=details, by=SYSTEM, at=AT)
    page = read(grace)
    assert '<span class="hk-row__name">Ten minutes on phishing</span>' in page
    assert 'href=""' not in page


def test_after_the_last_lesson_comes_the_quiz(grace: Learner, course: Course) -> None:
    does(grace, course)
    assert "You have done every lesson." in read(grace)


def test_who_was_trained_elsewhere_is_up_to_date_until_a_month_before_the_year_is_over(
    grace: Learner, time_machine: Any
) -> None:
    everything = dict.fromkeys(("rights", "safekeeping", "threats", "reporting"), True)
    grace.person.completions.create(
        course="talk", title="Talk", completed_on=TODAY, source="talk", noted_at=AT, **everything
    )
    assert "You are up to date" in read(grace)
    assert "Good until 23 November 2027." in read(grace)
    Completion.objects.update(completed_on=TODAY - timedelta(days=340))
    assert "Next: lesson 1" in read(grace)


def test_two_courses_that_cover_everything_together_count_from_the_older_one(grace: Learner) -> None:
    for course, day, covers in (
        ("care-certificate-14", TODAY - timedelta(days=100), ("rights", "safekeeping")),
        ("talk", TODAY, ("threats", "reporting")),
    ):
        assert "You are up to date" not in read(grace)
        grace.person.completions.create(
            course=course,
            title="Half",
            completed_on=day,
            source="talk",
            noted_at=AT,
            **dict.fromkeys(covers, True),
        )
    assert "Good until 15 August 2027." in read(grace)


def test_another_persons_pages_are_not_there(grace: Learner, world: World) -> None:
    other = working_at(world.brookside, "Ola Nowak", world.client())
    for rest in ("", "lessons/everyone/", "lessons/everyone/trust/", "lessons/everyone/quiz/"):
        assert other.client.get(grace.at(rest)).status_code == 404
        assert world.client(world.alice).get(grace.at(rest)).status_code == 404


def test_who_has_left_is_thanked_and_changes_nothing(grace: Learner, course: Course) -> None:
    end_post(post=grace.post, ended_on=TODAY - timedelta(days=1), by=SYSTEM, at=AT)
    answer = grace.client.post(grace.lesson(), {"answer": course.lessons[0].check.right})
    assert "Thank you for your work" in answer.content.decode()
    assert "Thank you for your work" in read(grace)
    assert not LessonProgress.objects.exists()


def test_a_language_is_chosen_once_and_read_everywhere(grace: Learner) -> None:
    led = grace.client.post(grace.at("language/"), {"language": "pl", "next": grace.lesson()})
    assert led["Location"] == grace.lesson()
    page = read(grace, "lessons/everyone/trust/")
    assert '<html lang="pl"' in page
    assert "Lekcja 1" in page
    assert Event.objects.filter(event="lessons.language_chosen").count() == 1


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "/account/", "", "/me/x/../../"])
def test_choosing_a_language_leads_nowhere_else(grace: Learner, back: str) -> None:
    led = grace.client.post(grace.at("language/"), {"language": "ro", "next": back})
    assert led["Location"] == grace.at()


def test_a_language_there_is_not_stays_what_it_was(grace: Learner) -> None:
    grace.client.post(grace.at("language/"), {"language": "tlh"})
    assert Person.objects.get(pk=grace.person.pk).language == "en"


def test_a_person_whose_language_has_no_lessons_reads_english(grace: Learner) -> None:
    Person.objects.filter(pk=grace.person.pk).update(language="sn")
    assert '<html lang="en-GB"' in read(grace)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_every_course_opens_in_every_language(grace: Learner, language: str) -> None:
    Person.objects.update(language=language)
    for course_id in COURSE_IDS:
        shown = words_in(language if language in languages_of(course_id) else "en").lang
        first = load_course(course_id).lessons[0].id
        for rest in ("", f"{first}/", "quiz/"):
            assert f'<html lang="{shown}"' in read(grace, f"lessons/{course_id}/{rest}")


def test_every_lesson_of_every_course_can_be_opened(grace: Learner) -> None:
    for course_id in COURSE_IDS:
        page = read(grace, f"lessons/{course_id}/")
        assert page.count('class="ls-lessons__link"') >= 4
    assert grace.client.get(grace.lesson("nothing")).status_code == 404
    assert grace.client.get(grace.at("lessons/nothing/")).status_code == 404


def test_plain_http_on_the_office_network_says_what_is_missing(grace: Learner, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["thistlewick", "localhost"]
    page = grace.client.get(grace.lesson(), HTTP_HOST="thistlewick:8000").content.decode()
    assert "You need to be online here." in page
    assert "data-worker" not in page
    page = grace.client.get(grace.lesson(), HTTP_HOST="localhost:8000").content.decode()
    assert "data-worker" in page


def test_the_script_that_keeps_pages_comes_from_where_it_keeps_them(grace: Learner) -> None:
    answer = grace.client.get("/me/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "havenkeep-lessons" in answer.content.decode()
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_signing_out_empties_what_was_kept(grace: Learner) -> None:
    assert grace.client.post("/account/sign-out/", secure=True)["Clear-Site-Data"] == '"storage"'


def test_over_plain_http_nothing_was_kept_to_empty(grace: Learner) -> None:
    assert "Clear-Site-Data" not in grace.client.post("/account/sign-out/")


@pytest.mark.parametrize(
    ("rest", "queries"),
    [("", 17), ("lessons/everyone/", 7), ("lessons/everyone/trust/", 8), ("lessons/everyone/quiz/", 4)],
)
def test_a_page_asks_this_often(
    grace: Learner, course: Course, rest: str, queries: int, django_assert_num_queries: Any
) -> None:
    does(grace, course)
    read(grace, rest)
    with django_assert_num_queries(queries):
        read(grace, rest)
