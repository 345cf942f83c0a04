"""One home's year in a browser: answer, prove, confirm, contradict, mend, plan, publish, change."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
POLICY = "Policy on keeping data safe"


@pytest.mark.parametrize("width", [320, 1280])
def test_an_answer_is_given_proved_and_confirmed(journey: Begin, width: int, tmp_path: Path) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    alice.reads("Thistlewick House")
    assert alice.number == {"Said": 0, "Shown": 0, "Proven": 0}
    opens_item(alice, POLICY)
    alice.presses("Save and confirm", refused=422)
    alice.sees("There is something to mend")
    alice.chooses("Yes", of="Our answer")
    alice.types("Comment (optional)", "Version 4, signed by the owner.")
    alice.presses("Save as a draft")
    alice.sees("Saved as a draft.", "Answered, but nobody has confirmed it yet.")
    adds_a_photo(alice, "First page of the policy", tmp_path)
    says_where_a_proof_is(alice, "The whole policy, signed")
    alice.presses("Confirm that this is true")
    alice.sees("Confirmed.", "Confirmed by Alice Fenn")
    alice.goes_home()
    assert alice.number == {"Said": 1, "Shown": 1, "Proven": 0}


@pytest.mark.parametrize("width", [320, 1280])
def test_records_draft_an_answer_contradict_it_and_mend_it(journey: Begin, width: int) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    opens_item(alice, "ICO registration")
    alice.opens("Open the register")
    notes_the_registration(alice, "ZA123456")
    opens_item(alice, "ICO registration")
    alice.sees("What our records suggest", "ZA123456")
    alice.presses("Yes, confirm this answer")
    alice.sees("Confirmed, and your records find it met.")
    alice.goes_home()
    assert alice.number == {"Said": 1, "Shown": 0, "Proven": 1}

    alice.opens_in_menu("Registers")
    alice.opens("ICO registration")
    notes_the_registration(alice, "ZB654321")
    alice.goes_home()
    alice.sees("Your answers and your records disagree")
    assert alice.next_job == "ICO registration"
    assert alice.number["Proven"] == 0

    alice.opens("Start this job")
    alice.sees("Contradicted", "What our records would say", "ZB654321")
    alice.presses("Our records are right: say this")
    alice.goes_home()
    alice.does_not_see("Your answers and your records disagree")
    assert alice.number == {"Said": 1, "Shown": 0, "Proven": 1}


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_left_is_planned_and_a_publication_keeps_what_was_said(journey: Begin, width: int) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    says(alice, POLICY, "Yes")
    alice.opens_in_menu("Assessment")
    alice.opens("Improvement plan")
    alice.presses("Plan 44 jobs")
    alice.sees("44 jobs planned.")
    alice.opens("Change who or when")
    alice.types("Who does it?", "Robin Dale")
    alice.dates("By when?", timezone.localdate() + timedelta(days=9))
    alice.presses("Save")
    alice.sees("Robin Dale, by")
    alice.presses("Done", within="Robin Dale")
    alice.does_not_see("Robin Dale, by")

    alice.opens_in_menu("Assessment")
    alice.opens("Publication")
    alice.presses("Record this publication", refused=422)
    alice.chooses("Approaching Standards", of="What does the toolkit show now?")
    alice.dates("On which day was it published?", timezone.localdate())
    alice.presses("Record this publication")
    alice.sees("Nothing. Every answer reads as it did.")

    says(alice, POLICY, "No, or not yet")
    alice.opens_in_menu("Assessment")
    alice.opens("Publication")
    alice.opens("Approaching Standards on")
    alice.sees("What has changed since", POLICY)
    since = alice.page.get_by_role("table", name="Answers that read otherwise now")
    changed = since.get_by_role("row", name=POLICY)
    expect(changed).to_contain_text("Yes")
    expect(changed).to_contain_text("No")


def test_two_windows_cannot_overwrite_each_other(journey: Begin) -> None:
    alice, again = journey(Stage.BEGUN), journey(Stage.BEGUN)
    for window in (alice, again):
        window.signs_in(ALICE)
        opens_item(window, POLICY)
    alice.chooses("Yes", of="Our answer")
    alice.presses("Save as a draft")
    again.chooses("No, or not yet", of="Our answer")
    again.types("Comment (optional)", "Typed in the other window.")
    again.presses("Save as a draft", refused=409)
    again.sees("Alice Fenn changed this answer while you had it open.")
    expect(again.page.get_by_label("Comment (optional)")).to_have_value("Typed in the other window.")


def opens_item(alice: Journey, title: str) -> None:
    alice.opens_in_menu("Assessment")
    alice.opens("See what is left")
    alice.opens(title)


def says(alice: Journey, title: str, answer: str) -> None:
    """Answer an item, or answer it otherwise, and confirm it."""
    alice.opens_in_menu("Answer book")
    alice.opens(title)
    if alice.page.locator("summary", has_text="Change the answer").count():
        alice.unfolds("Change the answer")
    alice.chooses(answer, of="Our answer")
    alice.presses("Save and confirm")
    alice.sees("Saved and confirmed.")


def adds_a_photo(alice: Journey, title: str, folder: Path) -> None:
    """A photo of a paper; here it is a picture of the page."""
    photo = folder / "photo.png"
    alice.page.screenshot(path=photo)
    alice.opens("Add proof")
    alice.types("What is it?", title)
    alice.chooses("Add a file or a photo", of="How do you want to add it?")
    alice.uploads("Files", photo)
    alice.presses("Keep this proof")
    alice.sees("Proof kept.", title)


def says_where_a_proof_is(alice: Journey, title: str) -> None:
    alice.opens("Add proof")
    alice.presses("Keep this proof", refused=422)
    alice.types("What is it?", title)
    alice.chooses("Say where it is", of="How do you want to add it?")
    alice.types("Where is it?", "Office, blue folder")
    alice.dates("What date is on the paper?", timezone.localdate() - timedelta(days=30))
    alice.presses("Keep this proof")
    alice.sees("Proof kept.", title)


def notes_the_registration(alice: Journey, number: str) -> None:
    alice.reads("ICO registration")
    alice.types("Registration number", number)
    alice.types("In whose name is it?", "Larkfield Care Ltd")
    alice.chooses("Yes", of="Is this the company that runs the service today?")
    alice.dates("When does it end?", timezone.localdate() + timedelta(days=200))
    alice.presses("Save")
    alice.sees("Saved.")
