"""Somebody is invited, accepts on another device, gets another role, and is shown out again."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage
from tests.world import PASSWORD

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
NEW = "four quiet lanterns"
PEOPLE = "People with access"


@pytest.mark.parametrize("width", [320, 1280])
def test_from_the_invitation_to_the_door(journey: Begin, width: int) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    alice.opens_in_menu(PEOPLE)
    link = invites(alice, "Nell Fox", "Editor")

    nell = journey(Stage.BEGUN, width=width)
    accepts(nell, link, "Nell Fox", "nell.fox@example.org")
    nell.reads("Thistlewick House")
    nell.does_not_see("History")
    place = nell.page.url

    alice.opens("Done")
    alice.opens("Nell Fox")
    alice.chooses("Member of staff", of="Role")
    alice.presses("Save")
    alice.sees("It holds for Nell Fox from now on.")
    nell.goes_to(f"{place}assessment/", refused=403)

    alice.opens("Nell Fox")
    alice.presses("Make a way back in")
    nell.goes_to(the_link(alice))
    nell.types("New password", PASSWORD)
    nell.presses("Set my new password")
    nell.signs_in("nell.fox@example.org")
    nell.goes_to("/me/data/")
    nell.sees("Access to a service: 2")
    assert b"nell.fox@example.org" in nell.saves("Download all of it").content

    alice.opens("Done")
    alice.opens("Nell Fox")
    alice.opens("End this access")
    alice.presses("End the access")
    alice.sees("Nell Fox’s access has ended.")
    nell.goes_to(place)
    nell.reads("Sign in")
    nell.signs_in("nell.fox@example.org", refused=404)
    nell.goes_to(link, refused=410)
    nell.reads("This link does not work")

    alice.goes_to("/operators/")
    alice.opens("Accounts that open nothing any more")
    alice.opens("Nell Fox")
    alice.presses("Erase this person", refused=422)
    alice.ticks("Yes, erase this person. I know that it cannot be undone.")
    alice.presses("Erase this person")
    alice.sees("Erased.")
    nell.goes_home()
    nell.reads("Sign in")


def test_the_last_manager_stays(visit: Begin) -> None:
    alice = visit(Stage.BEGUN, width=320)
    alice.signs_in(ALICE)
    alice.opens_in_menu(PEOPLE)
    alice.opens("Alice Fenn (you)")
    alice.opens("End this access")
    alice.presses("End my access", refused=422)
    alice.ticks("Yes, end my own access. I cannot undo this myself.")
    alice.presses("End my access", refused=422)
    alice.sees("Alice Fenn is the only manager of Thistlewick House.")


@pytest.mark.parametrize("width", [320, 1280])
def test_an_inspector_reads_until_a_day(journey: Begin, width: int) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    alice.opens_in_menu(PEOPLE)
    alice.opens("Invite somebody")
    alice.types("Their full name", "Ivy Pell")
    alice.chooses("Inspector", of="Role")
    alice.presses("Make the link", refused=422)
    alice.sees("Choose a last day")
    alice.dates("Last day", timezone.localdate() + timedelta(days=30))
    alice.presses("Make the link")

    ivy = journey(Stage.BEGUN, width=width)
    accepts(ivy, the_link(alice), "Ivy Pell", "ivy.pell@example.org")
    ivy.sees("You are reading here until")
    place = ivy.page.url
    ivy.installation.sql("UPDATE organisations_membership SET ends_at = since WHERE role = 'inspector'")
    ivy.goes_to(place, refused=404)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_consultant_helps_where_consent_was_given_until_it_is_taken_back(
    journey: Begin, scripts: bool
) -> None:
    gina = journey(Stage.GROUP, scripts=scripts)
    gina.signs_in("gina.holt@example.org")
    gina.opens("Larkfield Care Ltd")
    gina.opens(PEOPLE)
    link = invites(gina, "Vera Lane", "Consultant, sees and helps")

    vera = journey(Stage.GROUP, scripts=scripts)
    accepts(vera, link, "Vera Lane", "vera.lane@example.org")
    vera.sees("Oak Lodge", "Thistlewick House")
    vera.opens("Oak Lodge")
    oak_lodge = vera.page.url

    bea = journey(Stage.GROUP, scripts=scripts)
    bea.signs_in("bea.cole@example.org")
    bea.opens_in_menu(PEOPLE)
    bea.sees("Consultants you said yes to", "Vera Lane")
    bea.opens("Vera Lane")
    bea.opens("End this access")
    bea.presses("End the access")
    vera.goes_to(oak_lodge, refused=404)
    vera.goes_home()
    vera.reads("Thistlewick House")

    gina.goes_home()
    gina.opens("Larkfield Care Ltd")
    gina.opens(PEOPLE)
    gina.opens("Vera Lane")
    gina.presses("End all of it")
    vera.goes_home()
    vera.reads("Sign in")


def invites(who: Journey, name: str, role: str) -> str:
    who.opens("Invite somebody")
    who.types("Their full name", name)
    who.chooses(role, of="Role")
    who.presses("Make the link")
    who.sees("This is the only time that you see this link.")
    return the_link(who)


def the_link(who: Journey) -> str:
    """The path and the key of the link: it is another server's in another test."""
    shown = who.page.locator(".hk-copy__text").inner_text().strip()
    return re.sub(r"^https?://[^/]+", "", shown)


def accepts(who: Journey, link: str, name: str, email: str) -> None:
    who.goes_to(link)
    assert "key=" not in who.page.url
    who.types("Your e-mail address", email)
    who.types("Choose a password", NEW)
    who.presses("Accept and make my account")
