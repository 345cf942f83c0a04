"""Protecting one's sign-in: an app, recovery codes, a passkey, and the way back when all is lost."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage
from tests.steps import app_code

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"
NEW = "four green kettles"


WAYS = {"phone": {"width": 320}, "desk without a mouse": {"width": 1280, "keyboard": True}}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_locked_out_she_comes_back_by_a_link_and_protects_her_sign_in(
    journey: Begin, way: dict[str, int]
) -> None:
    alice = journey(Stage.BEGUN, **way)
    opens_the_link(alice)
    alice.reads("Choose a new password")
    alice.types("New password", "teapots")
    alice.presses("Set my new password")
    alice.sees("There is something to mend")
    alice.types("New password", NEW)
    alice.presses("Set my new password")
    alice.sees("Your new password is set. Sign in with it.")
    alice.signs_in(ALICE, NEW)
    alice.reads("Protect your sign-in")
    alice.goes_to("/")
    alice.reads("Protect your sign-in")
    key = sets_up_the_app(alice)
    alice.reads("Keep these recovery codes")
    codes = alice.page.locator(".hk-codes code").all_inner_texts()
    assert len(codes) == 10
    assert codes[0].replace(" ", "") in alice.saves("Keep them as a text file").content.decode()
    alice.opens("I have kept them")
    alice.reads("Thistlewick House")

    signs_in_with(alice, codes[0])
    alice.reads("Thistlewick House")
    signs_in_with(alice, app_code(key, later=1))
    alice.reads("Thistlewick House")
    alice.goes_to("/account/")
    alice.sees("An app")


def test_a_passkey_opens_the_door_with_no_password(journey: Begin) -> None:
    alice = journey(Stage.BEGUN, host="localhost")
    has_a_fingerprint_reader(alice)
    alice.signs_in(ALICE)
    alice.goes_to("/account/protection/")
    alice.opens("Add a passkey")
    alice.types("What do you call it?", "office computer")
    alice.presses("Add a passkey")
    alice.sees("Your passkey is added.", "office computer")
    alice.signs_out()
    alice.presses("Sign in with a passkey")
    alice.reads("Thistlewick House")
    alice.goes_to("/account/protection/")
    alice.opens("Remove", within="office computer")
    alice.presses("Remove it")
    alice.sees("It is taken away.")


def test_a_passkey_is_a_second_step_too(journey: Begin) -> None:
    alice = journey(Stage.BEGUN, host="localhost", width=320)
    has_a_fingerprint_reader(alice)
    alice.signs_in(ALICE)
    alice.goes_to("/account/protection/passkey/")
    alice.presses("Add a passkey")
    alice.signs_out()
    alice.types("E-mail address", ALICE)
    alice.types("Password", "three purple teapots")
    alice.presses("Sign in")
    alice.reads("The second step")
    alice.presses("Use a passkey")
    alice.reads("Thistlewick House")


@pytest.mark.parametrize("width", [320, 1280])
def test_she_sees_where_she_is_signed_in_and_signs_out_everywhere(visit: Begin, width: int) -> None:
    alice = visit(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    alice.goes_to("/account/")
    alice.reads("Your account")
    alice.opens("See")
    alice.sees("Chrome on Linux", "(this one)")
    alice.goes_to("/account/again/?next=/account/")
    alice.types("Password", "three purple teapots")
    alice.presses("Go on")
    alice.reads("Your account")
    alice.goes_to("/account/sessions/")
    alice.presses("Sign out everywhere")
    alice.sees("You are signed out everywhere.")


def test_at_a_number_the_page_says_what_passkeys_are_missing(visit: Begin) -> None:
    alice = visit(Stage.BEGUN, width=320, scripts=False)
    alice.signs_in(ALICE)
    alice.goes_to("/account/protection/")
    alice.sees("Passkeys need an address with a name, not a number.")


def opens_the_link(alice: Journey) -> None:
    options = ["--second-factor", "--port", str(alice.port), "--json"]
    told = alice.installation.run("reset-access", ALICE, *options)
    assert told.returncode == 0, told.stderr
    alice.goes_to(json.loads(told.stdout)["address"])
    assert "key=" not in alice.page.url


def sets_up_the_app(alice: Journey) -> str:
    alice.opens("Set up an app")
    key = alice.page.locator("#totp-key").inner_text().strip()
    alice.types("Code from the app", "000000")
    alice.presses("Switch it on")
    alice.sees("That code is not right.")
    alice.types("Code from the app", app_code(key))
    alice.presses("Switch it on")
    return key


def signs_in_with(alice: Journey, code: str) -> None:
    alice.signs_out()
    alice.types("E-mail address", ALICE)
    alice.types("Password", NEW)
    alice.presses("Sign in")
    alice.reads("The second step")
    alice.types("Code", code)
    alice.presses("Sign in")


def has_a_fingerprint_reader(person: Journey) -> None:
    """Give the browser a device of its own that knows its person."""
    chrome = person.page.context.new_cdp_session(person.page)
    chrome.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})
