"""Somebody starts: signs on a phone and is signed off; others get paper, which comes back as a photo."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.making_joining import KOFI
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
ALICE, BOB = "alice.fenn@example.org", "kofi.mensah@example.org"


def opens_joining(alice: Journey) -> None:
    alice.opens_in_menu("Registers")
    alice.opens("Induction")
    alice.reads("Joining")


def ticks_every_point(kofi: Journey) -> None:
    for box in kofi.page.get_by_role("checkbox").all():
        box.check()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_first_day_to_both_signatures(journey: Begin, scripts: bool) -> None:
    kofi = journey(Stage.JOINING, width=320, scripts=scripts)
    kofi.signs_in(BOB)
    kofi.goes_to(f"/me/{KOFI}/joining/")
    kofi.opens("Your induction at Thistlewick House")
    kofi.presses("Sign", refused=422)
    kofi.sees("Enter your full name")
    ticks_every_point(kofi)
    kofi.types("Your full name", "Somebody Else")
    kofi.presses("Sign", refused=422)
    kofi.types("Your full name", "Kofi Mensah")
    kofi.presses("Sign")
    kofi.sees("Your manager signs next.")
    kofi.opens("Your promise to keep things confidential")
    kofi.ticks("I have read this and I agree to it")
    kofi.types("Your full name", "Kofi Mensah")
    kofi.presses("Sign")
    kofi.sees("Nothing to sign")

    alice = journey(Stage.JOINING, width=320, scripts=scripts)
    alice.signs_in(ALICE)
    opens_joining(alice)
    alice.sees("Sign Kofi Mensah off")
    alice.opens("Look at it")
    alice.presses("Sign Kofi Mensah off in my name")
    alice.sees("Kofi Mensah is signed off.")
    kofi.goes_to(f"/me/{KOFI}/joining/")
    kofi.does_not_see("your manager signs next")
    alice.goes_to(f"/me/{KOFI}/joining/", refused=404)


def test_paper_goes_out_and_comes_back_as_a_photo(journey: Begin, tmp_path: Path) -> None:
    alice = journey(Stage.JOINING)
    alice.signs_in(ALICE)
    opens_joining(alice)
    alice.sees("1 is overdue")
    assert alice.saves("Print sheets for who is missing").content.startswith(b"%PDF-")
    assert alice.saves("Take this list as a spreadsheet").content.startswith(b"PK")
    alice.opens("See who has agreed, and note more")
    assert alice.saves("Print the extra page for 5 people").content.startswith(b"%PDF-")
    alice.opens("Look at 3 contracts")
    alice.page.get_by_role("checkbox", name="Tam Hill").uncheck()
    alice.ticks("I opened each of these contracts or agreements, and the clause is in it")
    alice.presses("Note them")
    alice.sees("Noted for 2 people.")

    alice.opens("Ada Quill")
    assert alice.saves("The extra page as a Word file").content.startswith(b"PK")
    alice.opens("Note what I saw on paper")
    alice.chooses("The signed extra page")
    alice.dates("Which day is it signed?", timezone.localdate() + timedelta(days=1))
    photo = tmp_path / "page.jpg"
    Image.new("RGB", (60, 80), "white").save(photo)
    alice.uploads("A photo or scan of the signed paper", photo)
    alice.presses("Note it in my name", refused=422)
    alice.dates("Which day is it signed?", timezone.localdate())
    alice.uploads("A photo or scan of the signed paper", photo)
    alice.presses("Note it in my name")
    alice.sees("Agreed in writing: signed addendum.")
    alice.opens("Confidentiality agreed in writing: Ada Quill")
    alice.sees("page.jpg")

    opens_joining(alice)
    alice.opens("Nell Fox")
    alice.opens("Note a signed sheet")
    on = timezone.localdate() - timedelta(days=39)
    alice.dates("When did the starter sign?", on)
    alice.types("Who signed it off?", "Alice Fenn")
    alice.dates("When did they sign it off?", on)
    alice.types("Or say where the paper is kept", "Personnel files, office")
    alice.presses("Note this sheet")
    alice.sees("The sheet is noted.")


def test_a_text_is_written_read_and_approved_by_name(journey: Begin) -> None:
    alice = journey(Stage.JOINING, width=320)
    alice.signs_in(ALICE)
    opens_joining(alice)
    alice.opens("Open", within="Induction checklist")
    alice.opens("Write a new version")
    alice.types("Within how many days of the first day?", "0")
    alice.presses("Save as a draft", refused=422)
    alice.types("Within how many days of the first day?", "3")
    alice.presses("Save as a draft")
    alice.reads("Approve version 2")
    alice.presses("Approve it in my name", refused=422)
    alice.page.get_by_role("checkbox").check()
    alice.presses("Approve it in my name")
    alice.sees("Version 2 of the checklist is approved in your name.", "Version 2, approved by")
    alice.opens("Open", within="Confidentiality clause")
    alice.sees("The words, to copy into your contract")
