"""Nobody types answers twice: they come from last year, from a spreadsheet, from the toolkit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
SHEET = [
    ("Reference", "Answer", "Comments"),
    ("1.3.7", "Yes", "Data security policy, version 4"),
    ("1.3.8", "Yes", "Done for the new call bells"),
    ("1.3.12", "Yes", "Signed out and in at the front office"),
    ("99.9.9", "Yes", "Nobody asks this"),
]


@pytest.mark.parametrize("width", [320, 1280])
def test_last_years_answers_are_carried_forward_and_confirmed(journey: Begin, width: int) -> None:
    alice = journey(Stage.LAST_YEAR, width=width)
    alice.signs_in(ALICE)
    alice.sees("A new year of the toolkit has begun.")
    alice.opens("Begin 20")
    alice.sees("come over as drafts", "The question is the same")
    alice.presses("Begin, and bring")
    alice.goes_home()
    assert alice.number["Said"] == 0
    assert alice.next_job == "Read and confirm 10 answers"
    confirms(alice, 3)
    alice.sees("3 confirmed.")
    alice.goes_home()
    assert alice.number["Said"] == 3


def test_answers_come_in_from_a_spreadsheet_and_the_toolkits_own_page(journey: Begin, tmp_path: Path) -> None:
    alice = journey(Stage.BEGUN, width=320)
    alice.signs_in(ALICE)
    alice.opens_in_menu("Assessment")
    alice.opens("Bring last year’s answers")
    alice.presses("Read the file", refused=422)
    alice.uploads("Your file", sheet(tmp_path))
    alice.presses("Read the file")
    alice.sees("Nothing is saved yet.", "3 answers", "99.9.9")
    alice.presses("Bring 3 answers in")
    alice.reads("3 answers came in")
    alice.opens("Read and confirm them")
    confirms(alice, 2)
    alice.sees("2 confirmed.")

    alice.opens_in_menu("Assessment")
    alice.opens("Compare with your toolkit")
    alice.types("Paste the page here", page_of_the_toolkit(alice))
    alice.presses("Compare")
    alice.reads("Your toolkit beside our list")
    alice.sees("We read")


def confirms(alice: Journey, several: int) -> None:
    """Read what waits, and confirm some of it."""
    if alice.heading != "Read and confirm":
        alice.opens("Start this job")
    boxes = alice.page.get_by_role("checkbox", name="This is true today")
    for number in range(several):
        boxes.nth(number).check()
    alice.presses("Confirm the ones I ticked")


def sheet(folder: Path) -> Path:
    book = Workbook()
    for row in SHEET:
        book.active.append(row)
    file = folder / "last year.xlsx"
    book.save(file)
    return file


def page_of_the_toolkit(alice: Journey) -> str:
    """A page as copied from a browser: the references of our own book, each with some words and a state."""
    words = alice.page.request.get(f"{place_of(alice)}/book/").text()
    refs = dict.fromkeys(re.findall(r"\b\d{1,2}\.\d\.\d{1,2}\b", words))
    return "\n".join(f"{ref} Does the organisation do what this item asks?\nCompleted" for ref in refs)


def place_of(alice: Journey) -> str:
    return alice.page.url.partition("/assessment")[0]
