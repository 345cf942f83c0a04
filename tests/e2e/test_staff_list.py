"""Nobody types sixty names: a manager brings the rota in, settles what differs, and the list is proven."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
FIRST = ("Ada", "Ben", "Cora", "Dev", "Efe", "Fay", "Gil", "Hana", "Ike", "Jola")
LAST = ("Ashe", "Birch", "Cole", "Dale", "Elm", "Frost")
HEADINGS = ("Employee Name", "Payroll No", "NI Number", "Job Title", "Contract Type", "Start Date")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_rota_of_sixty_makes_the_list_and_settles_it(journey: Begin, tmp_path: Path, width: int) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    alice.opens_in_menu("Staff")
    alice.sees("Bring a list in", "Add one person instead")
    brings(alice, rota(tmp_path, people()))
    alice.sees("60 people added", "Nothing is saved yet.")
    alice.presses("Bring it in")
    alice.sees("60 people added")
    alice.opens("See the staff list")
    alice.sees("60 people", "In order.")

    adds_a_volunteer(alice)
    alice.opens_in_menu("Staff")
    alice.opens("Bring a list in" if "Bring a list in" in alice.page.content() else "Match it")
    second = [*people()[:59], ("Ada Ashe", "900", "QQ123456C", "Chef", "Bank", date(2026, 1, 5))]
    uploads(alice, rota(tmp_path, second))
    alice.sees("is on your list, but not in the sheet.", "Ada Ashe: ")
    alice.presses("Bring it in")
    alice.opens("Settle 3 differences")
    settles(alice)
    alice.sees("all differences are settled: 1 person was not in it and was left on the list")
    visits(alice)


def people() -> list[tuple[str, str, str, str, str, date]]:
    return [
        (f"{first} {last}", str(100 + number), "QQ123456C", "Care Assistant", "Permanent", date(2024, 3, 1))
        for number, (first, last) in enumerate((first, last) for last in LAST for first in FIRST)
    ]


def rota(folder: Path, rows: list[tuple[str, str, str, str, str, date]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Rota of the week",), HEADINGS, *rows):
        sheet.append(row)
    file = folder / "rota.xlsx"
    book.save(file)
    return file


def brings(alice: Journey, file: Path) -> None:
    alice.opens("Bring a list in")
    alice.presses("Read the list", refused=422)
    uploads(alice, file)


def uploads(alice: Journey, file: Path) -> None:
    alice.uploads("Your file", file)
    alice.chooses("The rota")
    alice.presses("Read the list")
    alice.reads("What this list would do")


def adds_a_volunteer(alice: Journey) -> None:
    alice.opens("Add a person")
    alice.presses("Add this person", refused=422)
    alice.types("Full name", "Vi Dale")
    alice.chooses("Volunteer")
    alice.page.get_by_label("Role", exact=True).select_option("volunteer")
    alice.presses("Add this person")
    alice.reads("Vi Dale")


def settles(alice: Journey) -> None:
    """One has left, one shares a name with another, and the volunteer is on no rota."""
    alice.opens("Jola Frost")
    alice.chooses("They have left")
    alice.dates("What was their last day?", date(2026, 1, 31))
    alice.presses("Settle it")
    alice.opens("Vi Dale")
    alice.chooses("They still work here")
    alice.presses("Settle it", refused=422)
    alice.types("Why?", "Volunteer, on no rota")
    alice.presses("Settle it")
    alice.opens("Ada Ashe")
    alice.chooses("Somebody new")
    alice.presses("Settle it")


def visits(alice: Journey) -> None:
    """See the other pages once."""
    alice.opens("Staff")
    for name in ("Starters and leavers", "Agency letters and first-shift cards"):
        alice.opens(name)
        alice.opens_in_menu("Staff")
    alice.opens("Ada Ashe")
    alice.sees("is on the provider’s list")
    alice.opens("Is it the same person?")
