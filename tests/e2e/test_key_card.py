"""A carer with no e-mail comes in with a key card: on their own phone, and on the tablet that all share."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
PIN = "482915"
STAFF = """
import django; django.setup()
from django.utils import timezone
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
home, at = Home.objects.get(), timezone.now()
for name in ("Kofi Mensah", "Mary Quill", "Agnieszka Wiśniewska"):
    person = add_person(provider=home.provider, name=name, by=SYSTEM, at=at)
    start_post(person=person, home=home, engagement=Engagement.EMPLOYED, role=JobRole.CARER, by=SYSTEM, at=at)
print(home.ref)
"""
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_printed_sheet_to_ones_own_page_and_out_again(journey: Begin, scripts: bool) -> None:
    alice = journey(Stage.BEGUN)
    codes = prints_the_sheet(alice)

    kofi = journey(Stage.BEGUN, width=320, scripts=scripts)
    kofi.goes_to("/account/sign-in/")
    kofi.opens("I have a key card")
    kofi.reads("Show your key card")
    kofi.types("Code on the card", "ABCD-EFGH-JKMN")
    kofi.presses("Go on", refused=422)
    kofi.sees("No card here has this code. Check each letter and digit")
    kofi.types("Code on the card", codes["Kofi Mensah"].lower())
    kofi.presses("Go on")
    kofi.reads("Choose your PIN")
    kofi.sees("Hello Kofi Mensah.")
    kofi.types("Choose a PIN", "123456")
    kofi.types("The same PIN again", "123456")
    kofi.presses("Keep this PIN and go on", refused=422)
    kofi.sees("These digits follow each other, so they are quickly guessed. Choose others.")
    kofi.types("Choose a PIN", PIN)
    kofi.types("The same PIN again", PIN)
    kofi.ticks("This is my own phone. Next time ask for my PIN only.")
    kofi.presses("Keep this PIN and go on")
    kofi.sees("Kofi Mensah")
    kofi.goes_to("/account/", refused=403)
    kofi.goes_to("/")
    kofi.signs_out()
    kofi.reads("Type your PIN")
    kofi.types("Your PIN", "739164")
    kofi.presses("Go on", refused=422)
    kofi.sees("This PIN is not right. Try again.")
    kofi.types("Your PIN", PIN)
    kofi.presses("Go on")
    kofi.sees("Kofi Mensah")

    alice.goes_to(f"/homes/{home_of(alice)}/key-cards/")
    alice.opens("Kofi Mensah")
    alice.sees("asks for the PIN only")
    alice.presses("Take the card back")
    alice.sees("The card is taken back.")
    kofi.goes_to("/me/")
    kofi.reads("Show your key card")


def test_a_shared_tablet_knows_nobody_once_they_are_done(journey: Begin) -> None:
    alice = journey(Stage.BEGUN)
    codes = prints_the_sheet(alice)
    alice.goes_to(f"/homes/{home_of(alice)}/key-cards/")
    alice.opens("Shared tablets")
    alice.types("Name of the tablet", "Tablet in the office")
    alice.presses("Make its link")
    link = alice.page.locator("#link").inner_text().strip()

    tablet = journey(Stage.BEGUN, width=320)
    tablet.goes_to(link)
    tablet.reads("Make this a shared tablet")
    tablet.presses("Make it a shared tablet")
    tablet.sees("Tablet in the office, Thistlewick House")
    for name in ("Mary Quill", "Agnieszka Wiśniewska"):
        comes_in(tablet, codes[name])
        tablet.goes_to("/")
        tablet.sees(name)
        tablet.goes_to("/card/done/")
        tablet.sees("What you finished is kept, and you are signed out.")
        tablet.does_not_see(name)
        tablet.page.go_back()
        tablet.page.wait_for_load_state("load")
        tablet.does_not_see(name)
        tablet.goes_to("/card/done/")
        tablet.opens("Next person")
        tablet.reads("Show your key card")

    alice.opens("Done")
    alice.presses("Take back")
    alice.sees("is a shared tablet no more.")


def prints_the_sheet(alice: Journey) -> dict[str, str]:
    """Print everybody's card, and return the code on each by its owner's name."""
    alice.installation.python(STAFF)
    alice.signs_in(ALICE)
    alice.goes_to(f"/homes/{home_of(alice)}/key-cards/")
    alice.sees("3 people have no card yet.")
    return prints_for("Kofi Mensah", "Mary Quill", "Agnieszka Wiśniewska", by=alice)


def prints_for(*names: str, by: Journey) -> dict[str, str]:
    """Print the cards of these, who are all that have none, and return the code on each by its name."""
    by.opens("Print cards")
    by.sees("Cards printed now work on this computer only.")
    sheet = by.saves("Print these cards", tag="button")
    pages = PdfReader(io.BytesIO(sheet.content)).pages
    told = " ".join(" ".join(page.extract_text() for page in pages).split())
    return dict(zip(sorted(names, key=told.index), CODE.findall(told), strict=True))


def home_of(alice: Journey) -> str:
    found = re.search(r"/homes/(\w+)/", alice.page.url)
    assert found
    return found[1]


def comes_in(person: Journey, code: str) -> None:
    person.types("Code on the card", code)
    person.presses("Go on")
    person.types("Choose a PIN", PIN)
    person.types("The same PIN again", PIN)
    person.presses("Keep this PIN and go on")
