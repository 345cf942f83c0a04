"""A carer on a phone: lessons, the quiz, again, done; and the same without scripts or a connection."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, expect

from havenkeep.lessons.domain.course import Course, load_course
from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage
from tests.installation import ROOT
from tests.learners import Signed

pytestmark = pytest.mark.e2e
MOST_BYTES = 100_000
COURSE = load_course("everyone")


@pytest.fixture
def carer(journey: Begin) -> Callable[..., tuple[Journey, Signed]]:
    """Begin a journey as Grace Bell, a carer who is signed in and has nothing but her own pages."""

    def begin(**how: object) -> tuple[Journey, Signed]:
        who = journey(Stage.BEGUN, width=320, **how)  # type: ignore[arg-type]
        told = subprocess.run(
            [sys.executable, "-m", "tests.learners", "1"],
            cwd=ROOT,
            env=who.installation.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        grace = Signed(**json.loads(told.stdout)[0])
        address = f"http://127.0.0.1:{who.port}"
        who.page.context.add_cookies([{"name": "sessionid", "value": grace.session, "url": address}])
        return who, grace

    return begin


def reads_a_lesson(who: Journey, number: int, *, course: Course = COURSE) -> None:
    """Go through the screens one by one, answer wrongly, and then rightly."""
    lesson = course.lessons[number - 1]
    for screen in lesson.screens:
        expect(who.page.get_by_role("heading", name=screen.heading, exact=True)).to_be_visible()
        assert who.page.locator(".ls-screen").locator("visible=true").count() == 1
        who.looks()
        who.page.get_by_role("button", name="Next", exact=True).locator("visible=true").click()
    wrong = next(option for option in lesson.check.options if not option.right)
    right = lesson.check.options[lesson.check.right]
    who.page.get_by_role("button", name="Check my answer").click()
    who.sees("Choose an answer first.")
    who.page.get_by_label(wrong.text, exact=True).check()
    who.page.get_by_role("button", name="Check my answer").click()
    who.sees("Worth another look", wrong.why)
    who.page.get_by_label(right.text, exact=True).check()
    with who.page.expect_response(lambda answer: answer.request.method == "POST"):
        who.page.get_by_role("button", name="Check my answer").click()
    who.sees("That’s right", right.why, f"Lesson {number} done")
    who.looks()


def answers(who: Journey, *, rightly: bool) -> None:
    """Answer what stands on the page, one question after the other."""
    bank = {question.ask: question for question in COURSE.bank}
    one_by_one = who.watch.scripts
    for section in who.page.locator(".ls-screen").all():
        ask = section.locator(".ls-question__ask").inner_text() if not one_by_one else ""
        if one_by_one:
            expect(section).to_be_visible()
            ask = section.locator(".ls-question__ask").inner_text()
        question = bank[ask]
        option = (
            question.options[question.right]
            if rightly
            else next(option for option in question.options if not option.right)
        )
        section.get_by_label(option.text, exact=True).check()
        on = section.get_by_role("button", name="Next", exact=True)
        if one_by_one and on.count():
            on.click()


def sends(who: Journey) -> None:
    with who.page.expect_navigation():
        who.page.get_by_role("button", name="See how I did").click()
    who.looks()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_carer_learns_fails_tries_again_and_has_done_it(
    carer: Callable[..., tuple[Journey, Signed]], scripts: bool
) -> None:
    who, grace = carer(scripts=scripts)
    who.goes_home()
    who.reads("Hello Grace")
    who.sees("Next: lesson 1", "What people trust us with")
    who.opens("Start")
    if scripts:
        reads_a_lesson(who, 1)
        who.opens("Next: lesson 2")
        who.page.get_by_role("button", name="Next", exact=True).locator("visible=true").click()
        who.goes_to(f"/me/{grace.person}/")
    else:
        check = COURSE.lessons[0].check
        who.page.get_by_label(check.options[check.right].text, exact=True).check()
        who.presses("Check my answer")
        who.sees("That’s right")
        who.opens("My page")
    who.sees("Next: lesson 2")
    if scripts:
        who.opens("Go on")
        expect(who.page.locator("#screen-2")).to_be_visible()
        expect(who.page.locator("#screen-1")).to_be_hidden()
        who.goes_to(f"/me/{grace.person}/")
    who.opens("All lessons")
    who.opens("I know this already. Take me to the quiz.")
    who.presses("Begin the quiz")
    answers(who, rightly=False)
    sends(who)
    who.reads("Not quite yet")
    who.sees("You got 0 of 10, and 8 are enough.", "Read again")
    who.presses("Try again")
    answers(who, rightly=True)
    sends(who)
    who.reads("Well done. You passed!")
    done = who.installation.sql("SELECT source, score, code FROM training_completion")
    assert [(row[0], row[1]) for row in done] == [("lessons", 100)]
    assert done[0][2]
    who.opens("My page")
    who.sees("You are up to date")


def test_she_reads_in_her_own_language(carer: Callable[..., tuple[Journey, Signed]]) -> None:
    who, grace = carer()
    who.goes_to(f"/me/{grace.person}/lessons/everyone/trust/")
    who.presses("Polski")
    assert who.page.locator("html").get_attribute("lang") == "pl"
    who.sees("Lekcja 1", "Tego tłumaczenia nie sprawdziła jeszcze")
    who.presses("Română")
    who.sees("Lecția 1", "Mai departe")


def test_what_was_opened_is_read_and_answered_without_a_connection(
    carer: Callable[..., tuple[Journey, Signed]],
) -> None:
    who, grace = carer()
    course = f"/me/{grace.person}/lessons/everyone/"
    who.goes_to(course)
    who.goes_to(f"{course}trust/")
    who.sees("Kept on this phone.")
    who.goes_to(f"{course}quiz/")
    who.presses("Begin the quiz")
    quiz = who.page.url
    who.page.wait_for_function("caches.match(location.pathname).then(Boolean)")

    who.page.context.set_offline(True)
    who.page.goto(f"{course}trust/#screen-5")
    check = COURSE.lessons[0].check
    who.page.get_by_label(check.options[check.right].text, exact=True).check()
    who.page.get_by_role("button", name="Check my answer").click()
    who.sees("That’s right", "Your answers are kept on this phone")
    who.page.goto(quiz)
    answers(who, rightly=True)
    who.page.get_by_role("button", name="See how I did").click()
    who.sees("Your answers are kept on this phone")
    assert who.installation.sql("SELECT * FROM lessons_lessonprogress WHERE done_at IS NOT NULL") == []
    who.page.goto(f"{course}tricks/")
    who.reads("You are offline")
    who.page.goto(f"/me/{grace.person}/")
    who.sees("Safe hands")

    # Signed out meanwhile: the answers wait until the card was shown again.
    phone, there = who.page.context, f"http://127.0.0.1:{who.port}"
    phone.clear_cookies(name="sessionid")
    phone.add_cookies([{"name": "card_device", "value": "a card was shown here", "url": there}])
    phone.set_offline(False)
    who.page.evaluate("dispatchEvent(new Event('online'))")
    who.sees("You were signed out. Your answers are kept on this phone.")
    phone.add_cookies([{"name": "sessionid", "value": grace.session, "url": there}])
    who.watch.said.clear()
    who.goes_to(f"/me/{grace.person}/")
    who.sees("Your answers have been sent.")
    assert len(who.installation.sql("SELECT * FROM lessons_lessonprogress WHERE done_at IS NOT NULL")) == 1
    who.goes_to(f"/me/{grace.person}/")
    assert len(who.installation.sql("SELECT * FROM training_completion")) == 1

    check = COURSE.lessons[1].check
    who.page.goto(f"{course}rights/#screen-{len(COURSE.lessons[1].screens) + 1}")
    who.page.context.clear_cookies(name="sessionid")  # her session ran out while she was with somebody
    who.page.get_by_label(check.options[check.right].text, exact=True).check()
    who.page.get_by_role("button", name="Check my answer").click()
    who.sees("You were signed out. Your answers are kept on this phone.")
    address = f"http://127.0.0.1:{who.port}"
    who.page.context.add_cookies([{"name": "sessionid", "value": grace.session, "url": address}])
    who.goes_to(f"/me/{grace.person}/")
    who.sees("Your answers have been sent.")
    assert len(who.installation.sql("SELECT * FROM lessons_lessonprogress WHERE done_at IS NOT NULL")) == 2

    who.signs_out()
    assert who.page.evaluate("caches.keys()") == []
    assert who.page.evaluate("Object.keys(localStorage)") == []


def test_a_lesson_is_light_enough_for_an_old_phone(carer: Callable[..., tuple[Journey, Signed]]) -> None:
    who, grace = carer()
    who.installation.sql("UPDATE people_person SET language = 'ro'")
    session = who.page.context.new_cdp_session(who.page)
    wire = bytes_on_the_wire(session)
    who.page.goto(f"/me/{grace.person}/lessons/everyone/tricks/", wait_until="networkidle")
    assert who.page.evaluate("document.fonts.ready.then(() => true)")
    total = sum(wire.values())
    if os.environ.get("SHOTS"):
        print(total, wire)  # noqa: T201
    assert total > 20_000, "the bytes were counted"
    assert total < MOST_BYTES


def bytes_on_the_wire(session: CDPSession) -> dict[str, int]:
    """Count, by request, the bytes that come in: headers and bodies, as they are packed."""
    taken: dict[str, int] = {}
    session.send("Network.enable")
    session.on(
        "Network.loadingFinished",
        lambda told: taken.update({told["requestId"]: int(told["encodedDataLength"])}),
    )
    return taken


@pytest.mark.parametrize("width", [320, 1280])
def test_the_manager_prints_a_quiz_enters_a_sheet_and_lets_a_speaker_sign(journey: Begin, width: int) -> None:
    alice = journey(Stage.BEGUN, width=width)
    subprocess.run(
        [sys.executable, "-m", "tests.learners", "1"],
        cwd=ROOT,
        env=alice.installation.environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    alice.signs_in("alice.fenn@example.org")
    home = (
        alice.page.url.rstrip("/").rsplit("/", 1)[0] + "/"
        if "/homes/" not in alice.page.url
        else alice.page.url
    )
    alice.goes_to(f"{home}training/paper-quiz/")
    alice.chooses("Polski", of="In which language?")
    alice.presses("Draw the questions")
    assert alice.saves("Quiz and answer sheet").content.startswith(b"%PDF")
    assert alice.saves("Marking key").content.startswith(b"%PDF")
    alice.opens("Enter what somebody got")
    alice.presses("Save", refused=422)
    alice.page.get_by_label("Who?").select_option("Grace Bell")
    alice.types("Or: how many were right?", 9)
    alice.presses("Save")
    alice.sees("Grace Bell passed: 9 of 10 right.")
    assert alice.installation.sql("SELECT source FROM training_completion") == [("paper_quiz",)]
    alice.goes_to(f"{home}training/translations/")
    alice.opens("Polski")
    alice.presses("Sign", refused=422)
    alice.ticks("I speak this language well. I have read all of it, and it says the same as the English.")
    alice.presses("Sign")
    alice.sees("Signed by Alice Fenn")
