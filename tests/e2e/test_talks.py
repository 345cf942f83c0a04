"""A talk is held and counts; and a learning platform's list of sixty people comes in, two names asked."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from icalendar import Calendar
from openpyxl import Workbook
from pypdf import PdfReader

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage
from tests.installation import Installation

pytestmark = pytest.mark.e2e
ALICE, BOB = "alice.fenn@example.org", "bob.marsh@example.org"
LEVEL_1 = "Data Security Awareness - Level 1"
STAFF = """
import django; django.setup()
from allauth.mfa.models import Authenticator
from django.utils import timezone
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.actions import make_user
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home
from havenkeep.people.actions import add_person, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person
home, at, alice = Home.objects.get(), timezone.now(), User.objects.get(name="Alice Fenn")
bob = make_user(name="Bob Marsh", email="bob.marsh@example.org", password=None, by=SYSTEM, at=at)
User.objects.filter(pk=bob.pk).update(password=alice.password, last_login=at)
for step in Authenticator.objects.filter(user=alice):
    step.pk, step.user = None, bob
    step.save()
names = ["Bob Marsh", "Katarzyna Nowak", *(f"Worker Number{n:02}" for n in range(58))]
for name in names:
    person = add_person(provider=home.provider, name=name, by=SYSTEM, at=at)
    start_post(person=person, home=home, engagement=Engagement.EMPLOYED, role=JobRole.CARER, by=SYSTEM, at=at)
Person.objects.filter(name="Bob Marsh").update(user=bob)
"""
DONE = """
import django; django.setup()
from havenkeep.training.models import Completion
print(sorted(Completion.objects.values_list("person__name", flat=True)))
"""


def test_a_talk_is_planned_a_carer_says_here_and_it_counts(journey: Begin, tmp_path: Path) -> None:
    alice = manager(journey, width=1280)
    alice.goes_to(f"{home_of(alice)}/training/talks/")
    alice.opens("Plan a talk")
    alice.presses("Plan it", refused=422)
    plans(alice, title="Data security over tea")
    alice.sees("The talk is planned.")
    (event,) = Calendar.from_ical(alice.saves("Calendar file").content).walk("VEVENT")
    assert str(event["summary"]) == "Data security over tea"
    sheet = PdfReader(io.BytesIO(alice.saves("Sheet to sign").content))
    words = "".join(page.extract_text() for page in sheet.pages)
    assert "Bob Marsh" in words
    assert "Worker Number57" in words

    alice.opens("Show the code")
    alice.reads("I am here")
    code = str(re.search(r"/talk/[\w-]+/", alice.page.locator(".hk-poster__link").inner_text())[0])  # type: ignore[index]
    bob = journey(Stage.BEGUN, width=320)
    bob.page.goto(code)
    bob.signs_in(BOB)
    bob.goes_to(code)
    bob.presses("I am here")
    bob.sees("You are down as here, Bob Marsh.")

    alice.goes_to(f"{home_of(alice)}/training/talks/")
    alice.opens("Data security over tea")
    alice.sees("By the code")
    alice.turns(width=320)
    alice.opens("Tick who was there")
    alice.ticks("Katarzyna Nowak")
    alice.types("Names on the sheet that are not in this list", "K. Mensah")
    alice.presses("Save who was there")
    alice.opens("K. Mensah")
    alice.chooses("Nobody who works here")
    alice.presses("Save")
    alice.opens("Close the talk")
    alice.types("What was said?", "People asked about lost phones.")
    alice.presses("Close it and note the training")
    alice.sees("Training is noted for 2 people.")
    assert trained(alice.installation) == ["Bob Marsh", "Katarzyna Nowak"]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_platforms_list_of_sixty_comes_in_and_two_names_are_asked(
    journey: Begin, tmp_path: Path, width: int
) -> None:
    alice = manager(journey, width=width)
    alice.goes_to(f"{home_of(alice)}/training/import/")
    alice.presses("Read the list", refused=422)
    alice.uploads("Your file", report(tmp_path))
    alice.presses("Read the list")
    alice.reads("What this list brings")
    alice.sees("Nothing is saved yet.", "58 completions", "2 names to match", "1 course to explain")
    alice.opens("Say which courses these are")
    alice.chooses("Not about data security: leave it out")
    alice.presses("Save")
    alice.opens("Say who these are")
    alice.sees("We never guess.")
    alice.chooses("Katarzyna Nowak", of="Kasia Nowak")
    alice.chooses("Nobody who works here", of="Zed Quill")
    alice.presses("Save")
    alice.presses("Bring 59 completions in")
    alice.reads("59 completions came in")
    assert len(trained(alice.installation)) == 59
    alice.goes_to(f"{home_of(alice)}/training/import/")
    alice.uploads("Your file", report(tmp_path))
    alice.presses("Read the list")
    alice.sees("all of this is here already")


def manager(journey: Begin, *, width: int) -> Journey:
    alice = journey(Stage.BEGUN, width=width)
    told = alice.installation.python(STAFF)
    assert told == ""
    alice.signs_in(ALICE)
    return alice


def home_of(alice: Journey) -> str:
    return "/" + "/".join(re.findall(r"/(homes)/(\w+)/", alice.page.content())[0])


def plans(alice: Journey, *, title: str) -> None:
    soon = timezone.localtime() - timedelta(minutes=2)
    alice.types("What is it called?", title)
    alice.dates("On which day?", soon.date())
    alice.types("When does it begin?", f"{soon:%H:%M}")
    alice.presses("Plan it")


def report(folder: Path) -> Path:
    """A platform's report: 58 who are known, two who are written otherwise, and a course that is not ours."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Learner name", "Course title", "Completion date", "Status", "Score", "Date of birth"])
    day = timezone.localdate() - timedelta(days=30)
    names = [*(f"Worker Number{n:02}" for n in range(58)), "Kasia Nowak", "Zed Quill"]
    for name in names:
        sheet.append([name, LEVEL_1, day, "Completed", 0.9, "07/07/1977"])
    sheet.append(["Bob Marsh", LEVEL_1, None, "In progress", None, "07/07/1977"])
    sheet.append(["Bob Marsh", "Cyber bullying for pets", day, "Completed", None, "07/07/1977"])
    file = folder / "report.xlsx"
    book.save(file)
    return file


def trained(installation: Installation) -> list[str]:
    return [str(name) for name in re.findall(r"'([^']+)'", installation.python(DONE))]
