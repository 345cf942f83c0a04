from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from havenkeep.audit.models import Event
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home
from havenkeep.web.models import SetupDraft
from havenkeep.web.setup.domain.questions import QUESTIONS
from tests.web.setup.conftest import ANSWERS, answer, answer_all, with_key

SLUGS = [question.asked.value for question in QUESTIONS]


def _answers() -> dict[str, Any]:
    return SetupDraft.objects.get().answers


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_is_one_page_with_one_heading(keeper: Client, slug: str) -> None:
    page = keeper.get(f"/setup/{slug}/").content.decode()
    assert len(re.findall(r"<h1\b", page)) == 1
    assert f"Question {SLUGS.index(slug) + 1} of 10" in page
    assert "/first-aid/" in page


def test_a_question_nobody_asks_is_not_found(keeper: Client) -> None:
    assert keeper.get("/setup/favourite-colour/").status_code == 404


def test_the_questions_follow_each_other_and_end_at_the_answers(keeper: Client) -> None:
    assert keeper.get("/setup/").headers["Location"] == "/setup/service/"
    places = [answer(keeper, name).headers["Location"] for name in ANSWERS]
    assert places == [f"/setup/{slug}/" for slug in SLUGS[1:]] + ["/setup/answers/"]


def test_coming_back_another_day_resumes_at_the_first_question_without_an_answer() -> None:
    first_day = with_key()
    for name in ("service/by-hand", "publisher", "standing"):
        answer(first_day, name)
    next_day = with_key()
    welcome = next_day.get("/welcome/").content.decode()
    assert "3 of 10 questions answered for Thistlewick House" in welcome
    assert next_day.get("/setup/").headers["Location"] == "/setup/sign-in/"


def test_an_answer_can_be_seen_again_and_changed(keeper: Client) -> None:
    answer_all(keeper)
    assert 'value="us" checked' in keeper.get("/setup/publisher/").content.decode()
    assert answer(keeper, "publisher", publisher="head_office").headers["Location"] == "/setup/answers/"
    assert _answers()["publisher"] == {"publisher": "head_office"}
    assert _answers()["people"]["employed"] == 38


def test_dates_and_ticks_come_back_as_they_were_given(keeper: Client) -> None:
    answer_all(keeper)
    page = keeper.get("/setup/pressing/").content.decode()
    assert 'value="visit" checked' in page
    assert re.search(r'name="visit_on_year"[^>]*value="2027"', page)


def test_nothing_but_a_draft_is_made_before_the_end(keeper: Client) -> None:
    answer_all(keeper)
    assert User.objects.count() == Home.objects.count() == 0
    assert SetupDraft.objects.count() == 1


def test_not_sure_and_empty_boxes_are_enough_to_get_through(keeper: Client) -> None:
    keeper.post("/setup/service/by-hand/", {"name": "Thistlewick House"})
    for slug, typed in {
        "publisher": {"publisher": "not_sure"},
        "sign-in": {"sign_in": "not_sure"},
        "standing": {"last": "not_sure"},
        "nhs": {},
        "people": {"kind": "residential"},
        "duties": {},
        "havings": {"has": "not_sure"},
        "computing": {},
        "pressing": {"pressing": "none"},
    }.items():
        assert keeper.post(f"/setup/{slug}/", typed).status_code == 302, slug
    assert keeper.get("/setup/").headers["Location"] == "/setup/answers/"


@pytest.mark.parametrize(
    ("name", "changes", "sentence"),
    [
        ("service/by-hand", {"name": ""}, "Enter the name of the service"),
        ("service/by-hand", {"postcode": "Leeds"}, "Enter a whole postcode, such as LS1 4DY"),
        ("service/by-hand", {"code": "on the wall"}, "Enter a code such as VLXYZ"),
        ("publisher", {"publisher": ""}, "Choose who publishes, or “Not sure”"),
        ("publisher", {"publisher": "me"}, "Choose one of the answers in the list"),
        ("standing", {"last": "never"}, "Clear the date, or choose what it shows"),
        ("standing", {"published_on_year": "2031"}, "must be on or before 23 November 2026"),
        ("standing", {"mandatory": "many"}, "must be a whole number"),
        ("people", {"kind": ""}, "Choose the kind of service"),
        ("people", {"bank": "-3"}, "must be 0 or more"),
        ("duties", {"lead_name": ""}, "Enter the person’s name, or clear the job title"),
        ("havings", {"has": ["nothing", "folders"]}, "Untick one of them"),
        ("pressing", {"visit_on_year": "2025"}, "must be on or after 23 November 2026"),
    ],
)
def test_a_bad_answer_is_told_beside_its_box_and_nothing_is_kept(
    keeper: Client, name: str, changes: dict[str, Any], sentence: str
) -> None:
    response = answer(keeper, name, **changes)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count(sentence) == 2, "once in the summary, once beside the box"
    assert "<title>Error: " in page
    assert _answers() == {}


def test_what_was_typed_stays_when_something_is_wrong(keeper: Client) -> None:
    page = answer(keeper, "service/by-hand", postcode="Leeds").content.decode()
    assert 'value="Thistlewick House"' in page
    assert 'value="Leeds"' in page


def test_something_wrong_right_now_goes_straight_to_first_aid(keeper: Client) -> None:
    response = answer(keeper, "pressing", pressing=["incident"])
    assert response.headers["Location"] == "/first-aid/"
    assert _answers()["pressing"]["pressing"] == ["incident"]


def test_two_tabs_on_two_questions_keep_both_answers(keeper: Client) -> None:
    draft = SetupDraft.objects.get()
    answer(keeper, "publisher")
    answer(keeper, "sign-in")
    assert draft.answers == {}
    assert set(_answers()) == {"publisher", "sign-in"}


def test_the_answers_page_names_what_is_missing(keeper: Client) -> None:
    answer(keeper, "publisher")
    page = keeper.get("/setup/answers/").content.decode()
    assert "1 of 10 answered" in page
    assert page.count("Not given yet") == 9
    assert "Make my account" not in page


def test_ten_answers_add_up_to_a_level_a_day_and_one_job(keeper: Client) -> None:
    answer_all(keeper)
    page = keeper.get("/setup/answers/").content.decode()
    assert "30 June 2027" in page
    assert "Approaching Standards at least" in page
    assert "With 44 people, 95% means that 2 people may be waiting" in page
    assert "Your first job: get your toolkit sign-in back" in page
    assert "Exeter helpdesk" in page


def test_the_chain_tells_which_question_was_answered_and_not_what(keeper: Client) -> None:
    answer(keeper, "duties")
    event = Event.objects.get(event="web.setup_answered")
    assert event.fields == ["duties"]
    assert "Lena" not in str(vars(event))


def test_a_form_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/setup/?key=a-key-of-the-tests-Zm9yIG5vdGhpbmc")
    assert client.post("/setup/publisher/", {"publisher": "us"}).status_code == 403
    assert _answers() == {}


def test_a_question_takes_the_same_few_queries_however_much_is_answered(
    keeper: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        with django_assert_num_queries(3):  # the session, whether set-up is open, the draft
            keeper.get("/setup/computing/")
        answer_all(keeper)


def test_the_words_follow_the_kind_of_service_once_it_is_known(keeper: Client) -> None:
    assert "How does your service use computers?" in keeper.get("/setup/computing/").content.decode()
    answer(keeper, "people", kind="home_care")
    page = keeper.get("/setup/computing/").content.decode()
    assert "How does your home-care service use computers?" in page
