"""The living 95%, a certificate that anyone can check, and a passport shown at another workplace."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.e2e.conftest import Begin
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
BOB = "bob.marsh@example.org"
COURSE = "Digital Care Hub e-learning, all four modules"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_manager_sees_the_number_move_and_anyone_checks_a_certificate(
    journey: Begin, width: int, tmp_path: Path
) -> None:
    today = timezone.localdate()
    alice = journey(Stage.TRAINED, width=width)
    alice.signs_in(ALICE)
    alice.opens_in_menu("Training")
    alice.reads("Training")
    alice.sees("93%", "40 of 43 people trained", "Train this person and it is 95.3%")

    alice.opens("Note training for several people")
    alice.presses("Note it for them", refused=422)
    alice.ticks("Worker 0040", "Worker 0041", of="Who did it?")
    alice.picks(COURSE, of="Which course?")
    alice.dates("On which day was it finished?", today + timedelta(days=1))
    alice.presses("Note it for them", refused=422)
    alice.dates("On which day was it finished?", today)
    alice.presses("Note it for them")
    alice.sees("Noted for 2 people.", "97.6%", "42 of 43 people trained")
    alice.unfolds("How it is counted")
    alice.sees("One missing out of 19 is 94.7%, which is below 95%.")

    alice.opens("Change the day you plan to publish")
    alice.dates("On which day do you plan to publish?", today + timedelta(days=30))
    alice.presses("Save")
    alice.sees("when you plan to publish")

    alice.opens("Lapsed: 1")
    alice.opens("Worker 0039")
    alice.sees("Training lapsed on")
    alice.opens("Note training")
    picture = tmp_path / "certificate.png"
    alice.page.screenshot(path=picture)
    alice.picks("Another course: say which below", of="Which course?")
    alice.unfolds("It was another course")
    alice.types("Name of the other course", "Evening at the college")
    alice.dates("On which day was it finished?", today)
    alice.uploads("The certificate", picture)
    alice.presses("Note it", refused=422)
    alice.sees("Tick what the course covers")
    alice.ticks("Noticing and reporting", of="What does the other course cover?")
    alice.uploads("The certificate", picture)
    alice.presses("Note it")
    alice.sees("Evening at the college")
    alice.opens("Certificate on file")
    alice.sees("Certificate: Evening at the college")

    alice.opens_in_menu("Training")
    alice.opens("Bob Marsh")
    paper = alice.saves("Certificate (PDF)")
    assert paper.content.startswith(b"%PDF")
    code = alice.page.get_by_text("Check code").first.inner_text().rpartition("Check code ")[2][:14]

    stranger = journey(Stage.TRAINED, width=width)
    stranger.goes_to("/check/")
    stranger.types("The code on the certificate", "ABCD-EFGH-JKMN")
    stranger.presses("Check it", refused=422)
    stranger.sees("No certificate from here has this code.")
    stranger.types("The code on the certificate", code.lower())
    stranger.presses("Check it")
    stranger.reads("This certificate is genuine")
    stranger.sees("Bob Marsh", "Data security for everyone")

    alice.opens("Noted by mistake")
    alice.presses("Take it back")
    stranger.goes_to(f"/check/{code}/")
    stranger.reads("This certificate was taken back")

    alice.opens_in_menu("Training")
    alice.opens("Training of the people in charge")
    alice.opens("Say who leads")
    alice.opens("Choose a person")
    alice.picks("Worker 0001", of="Who is it on the staff list?")


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_somebody_shows_their_passport_and_closes_it(journey: Begin, width: int, scripts: bool) -> None:
    bob = journey(Stage.TRAINED, width=width, scripts=scripts)
    bob.signs_in(BOB)
    person = bob.installation.sql("SELECT ref FROM people_person WHERE name = 'Bob Marsh'")[0][0]
    bob.goes_to(f"/me/{person}/certificates/")
    bob.presses("Make my passport")
    link = bob.page.locator(".hk-copy__text").inner_text().strip()
    path = link[link.index("/check/") :]

    other = journey(Stage.TRAINED, width=width, scripts=scripts)
    other.goes_to(path)
    other.reads("Bob Marsh")
    other.sees("All four subjects within 12 months", "Thistlewick House")
    assert bob.saves("Print it (PDF)").content.startswith(b"%PDF")
    bob.presses("Close my passport")
    bob.sees("Your passport is closed.")
    other.goes_to(path, refused=410)
    other.reads("This passport shows nothing")
