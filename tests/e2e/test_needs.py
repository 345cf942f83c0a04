"""A manager approves who needs which training, asks for more, and prints for those without e-mail."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
HIRE = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.training.actions import note_completion
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from havenkeep.training.domain.sources import Source
home, now = Home.objects.get(), timezone.now()
today = timezone.localdate(now)
cast = [
    ("Alice Fenn", JobRole.MANAGER, 900),
    ("Cara Finch", JobRole.CARER, 3),
    ("Dan Wool", JobRole.CARER, 40),
    ("Nia Dusk", JobRole.NIGHT_CARER, 200),
    ("Kit Stew", JobRole.KITCHEN, 30),
    ("Gus Turf", JobRole.MAINTENANCE, 90),
]
for name, role, days in cast:
    person = add_person(provider=home.provider, name=name, by=SYSTEM, at=now,
        email="dan.wool@example.org" if name == "Dan Wool" else "")
    start_post(person=person, home=home, engagement=Engagement.EMPLOYED, role=role, by=SYSTEM, at=now,
        started_on=today - timedelta(days), sees_personal_data=role is not JobRole.MAINTENANCE)
    if name == "Nia Dusk":
        note_completion(person=person, course="everyone", title="Yearly training", covers=ALL_OUTCOMES,
            completed_on=today - timedelta(20), source=Source.TALK, by=SYSTEM, at=now)
"""


def staffed(journey: Begin, *, width: int) -> Journey:
    alice = journey(Stage.BEGUN, width=width, scripts=width > 320)
    alice.signs_in(ALICE)
    alice.opens_in_menu("Registers")
    alice.opens("Training needs")
    alice.sees("Nobody is on the staff list yet")
    alice.installation.python(HIRE)
    alice.goes_to(alice.page.url)
    return alice


@pytest.mark.parametrize("width", [320, 1280])
def test_a_manager_approves_the_needs_and_asks_for_more(journey: Begin, width: int) -> None:
    alice = staffed(journey, width=width)
    alice.sees(
        "Nobody on the staff list is down for: Director or trustee.", "Still needed by Cara Finch, Dan Wool"
    )
    alice.opens("Change", within="Kitchen")
    alice.types("What can this role see?", "Diets and allergies on the kitchen wall.")
    alice.ticks("Tricks and scams, a second look")
    alice.presses("Save")
    alice.sees("It counts once the training needs are approved.")
    alice.opens("Look at each role and approve")
    alice.ticks("Manager: this is right for us")
    alice.presses("Approve for 12 months", refused=422)
    alice.sees("There is something to mend")
    roles = ("Care worker", "Night care worker", "Kitchen", "Maintenance")
    alice.ticks(
        *(f"{role}: this is right for us" for role in roles),
        "I looked at each role, and every role we have today is here",
    )
    alice.presses("Approve for 12 months")
    alice.reads("Training needs, version 1")
    alice.sees("Diets and allergies on the kitchen wall.")
    assert alice.saves("PDF, to print and keep").content.startswith(b"%PDF")
    alice.opens("Training needs")
    alice.sees("In order.")
    alice.opens("Training to do, and by when")
    alice.sees(
        "4 people of 6 have training to do. 2 people are late.",
        "Worked out from the training needs approved on",
    )
    alice.opens("Ask for more training")
    alice.chooses("One person")
    alice.types("Name or payroll number", "Gus Turf")
    alice.page.get_by_label("Which training?").select_option(label="Yearly training for everyone")
    alice.presses("Ask")
    alice.sees("Asked. It stands on their list from now on.", "5 people of 6 have training to do")
    assert alice.saves("List for the handover room").content.startswith(b"%PDF")
    assert alice.saves("A slip for each pocket").content.startswith(b"%PDF")
    alice.presses("Take back")
    alice.sees("Taken back.")
    alice.opens("Training needs")
    alice.opens("Reminders")
    alice.chooses("No")
    alice.presses("Save")
    alice.sees("Saved.", "E-mail is not set up here")
