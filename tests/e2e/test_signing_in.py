"""Signing in and out, also over plain HTTP by the computer's own name on the office network."""

from __future__ import annotations

import socket

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
ALICE = "alice.fenn@example.org"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_wrong_password_is_refused_and_the_right_one_leads_back(visit: Begin, width: int) -> None:
    alice = visit(Stage.BEGUN, width=width)
    alice.goes_to("/account/password/")
    alice.reads("Sign in")
    alice.signs_in(ALICE, "three purple kettles")
    alice.sees("There is something to mend")
    alice.signs_in(ALICE)
    alice.reads("Change your password")
    alice.goes_to("/")
    alice.signs_out()
    alice.reads("Sign in")
    alice.goes_to("/account/password/")
    alice.reads("Sign in")


def test_a_forgotten_password_has_a_way_out(visit: Begin) -> None:
    alice = visit(Stage.BEGUN, width=320)
    alice.goes_to("/account/sign-in/")
    alice.opens("I forgot my password")
    alice.reads("Forgotten your password?")
    alice.opens("Back to signing in")
    alice.reads("Sign in")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_office_network_signs_in_by_the_computers_name(visit: Begin, scripts: bool) -> None:
    alice = visit(Stage.BEGUN, host=socket.gethostname().lower(), scripts=scripts)
    alice.signs_in(ALICE)
    alice.reads("Thistlewick House")
    alice.signs_out()
    alice.reads("Sign in")


def test_localhost_is_this_computer_too(visit: Begin) -> None:
    alice = visit(Stage.BEGUN, host="localhost")
    alice.signs_in(ALICE)
    alice.reads("Thistlewick House")
