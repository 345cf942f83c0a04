"""A carer with no e-mail earns a certificate that moves the number; a manager brings sixty people to 95%."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from havenkeep.standards.domain.edition import Item
from havenkeep.standards.domain.loading import editions
from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage
from tests.e2e.test_answering import opens_item
from tests.e2e.test_key_card import comes_in, prints_for
from tests.e2e.test_lessons import answers, reads_a_lesson, sends
from tests.e2e.test_staff_list import ALICE, people, rota, uploads
from tests.e2e.test_talks import LEVEL_1

pytestmark = pytest.mark.e2e
GRACE = "Grace Bell"
CODE = re.compile(r"Check code ([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_carer_with_a_key_card_fails_tries_again_and_anyone_checks_her_certificate(
    journey: Begin, width: int
) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    alice.opens_in_menu("Staff")
    adds_a_carer(alice)
    alice.opens_in_menu("Training")
    alice.sees("0 of 1 person trained")
    alice.opens_in_menu("Staff")
    alice.opens("Key cards")
    codes = prints_for(GRACE, by=alice)

    grace = journey(Stage.BEGUN, width=360)
    grace.goes_to("/card/")
    comes_in(grace, codes[GRACE])
    grace.reads("Hello Grace")
    assert re.search(r"/me/\w+/$", grace.page.url)
    grace.opens("Start")
    reads_a_lesson(grace, 1)
    fails_and_passes(grace)
    grace.opens("See my certificate")
    grace.reads("My certificates")
    assert grace.saves("Get the certificate (PDF)").content.startswith(b"%PDF")

    alice.opens_in_menu("Training")
    alice.sees("100%", "1 of 1 person trained")
    anyone = journey(Stage.BEGUN, width=width)
    anyone.goes_to("/check/")
    anyone.types("The code on the certificate", code_of(grace))
    anyone.presses("Check it")
    anyone.reads("This certificate is genuine")
    anyone.sees(GRACE)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_rota_and_a_platforms_list_make_sixty_people_agree_with_the_answer(
    journey: Begin, tmp_path: Path, width: int
) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    alice.opens_in_menu("Staff")
    alice.opens("Bring a list in")
    uploads(alice, rota(tmp_path, people()))
    alice.presses("Bring it in")
    alice.opens_in_menu("Training")
    alice.sees("0%", "0 of 60 people trained", "Train these 57 and it is 95%")

    alice.opens("Bring in a learning platform’s list")
    brings_completions(alice, tmp_path)
    alice.opens_in_menu("Training")
    alice.sees("96.6%", "58 of 60 people trained", "In order.")

    item = the_item("training.everyone")
    opens_item(alice, item.title)
    alice.sees("What our records suggest", "58 of 60 people trained in the last 12 months (96.6%)")
    alice.presses("Yes, confirm this answer")
    alice.sees("Confirmed, and your records find it met.")

    alice.opens_in_menu("Staff")
    alice.opens("Key cards")
    alice.sees("60 people have no card yet.")
    assert len(prints_for(*(name for name, *_ in people()), by=alice)) == 60


def adds_a_carer(alice: Journey) -> None:
    alice.opens("Add one person instead")
    alice.types("Full name", GRACE)
    alice.chooses("Employed")
    alice.picks("Care worker", of="Role")
    alice.presses("Add this person")
    alice.reads(GRACE)


def fails_and_passes(grace: Journey) -> None:
    """Answer everything wrongly, be told what to read again, and answer it rightly."""
    grace.opens("All lessons")
    grace.opens("I know this already. Take me to the quiz.")
    grace.presses("Begin the quiz")
    answers(grace, rightly=False)
    sends(grace)
    grace.reads("Not quite yet")
    grace.sees("You got 0 of 10, and 8 are enough.", "Read again")
    grace.presses("Try again")
    answers(grace, rightly=True)
    sends(grace)
    grace.reads("Well done. You passed!")


def code_of(grace: Journey) -> str:
    found = CODE.search(grace.page.locator("main").inner_text())
    assert found
    return found[1]


def brings_completions(alice: Journey, folder: Path) -> None:
    """A platform's list: 57 names as they are on the staff list, one written otherwise, and one unknown."""
    day = f"{timezone.localdate() - timedelta(days=30):%d/%m/%Y}"
    names = [*(name for name, *_ in people()[:57]), "Hanna Frost", "Zed Quill"]
    file = folder / "completions.csv"
    with file.open("w", newline="", encoding="utf-8") as sheet:
        rows = csv.writer(sheet)
        rows.writerow(["Learner name", "Course title", "Completion date", "Status"])
        rows.writerows([name, LEVEL_1, day, "Completed"] for name in names)
    alice.uploads("Your file", file)
    alice.presses("Read the list")
    alice.sees("Nothing is saved yet.", "57 completions", "2 names to match")
    alice.opens("Say who these are")
    alice.sees("We never guess.")
    alice.chooses("Hana Frost", of="Hanna Frost")
    alice.chooses("Nobody who works here", of="Zed Quill")
    alice.presses("Save")
    alice.presses("Bring 58 completions in")
    alice.reads("58 completions came in")


def the_item(check: str) -> Item:
    """Return the item of the newest edition that this check answers."""
    (item,) = (one for one in [*editions().values()][-1].items if check in one.checks)
    return item
