from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.identity.actions import make_user
from havenkeep.identity.limits import COOKIE, RATES
from tests.world import AT, PASSWORD, World

ADDRESS = "/account/sign-in/"
ALICE = "alice.fenn@example.org"
HOME, ELSEWHERE = "203.0.113.5", "198.51.100.9"


def tries(
    client: Client, *, password: str = "a wrong guess at it", email: str = ALICE, at: str = HOME
) -> int:
    answer = client.post(ADDRESS, {"login": email, "password": password}, REMOTE_ADDR=at)
    return int(answer.status_code)


@pytest.fixture
def known(world: World) -> Client:
    """Give a browser that Alice signed in with before."""
    client = Client()
    assert tries(client, password=PASSWORD) == 302
    client.post("/account/sign-out/")
    assert COOKIE in client.cookies
    return client


def test_somebody_hammering_from_elsewhere_does_not_stop_alice_in_her_own_browser(known: Client) -> None:
    attacker = [tries(Client(), at=ELSEWHERE) for _ in range(60)]
    assert attacker[:5] == [200] * 5
    assert set(attacker[5:]) == {429}
    assert tries(known, password=PASSWORD) == 302


def test_many_attackers_slow_strangers_only(known: Client) -> None:
    for number in range(60):
        tries(Client(), at=f"198.51.100.{number}")
    assert tries(Client(), at="192.0.2.1", password=PASSWORD) == 429, "a stranger's browser, a new address"
    assert tries(known, password=PASSWORD) == 302


def test_hammering_from_the_same_address_does_not_stop_her_either(known: Client) -> None:
    assert 429 in [tries(Client()) for _ in range(10)]
    assert tries(known, password=PASSWORD) == 302


def test_a_known_browser_is_limited_too(known: Client) -> None:
    answers = [tries(known) for _ in range(12)]
    assert answers == [200] * 10 + [429] * 2


def test_many_made_up_emails_do_not_have_what_was_counted_forgotten(world: World) -> None:
    while tries(Client(), at=ELSEWHERE) != 429:
        pass
    for number in range(400):
        cache.set(f"z-one-of-many-counts-{number}", [0.0], timeout=3600)
    assert tries(Client(), at=ELSEWHERE) == 429


def test_twenty_colleagues_behind_one_address_sign_in(world: World) -> None:
    emails = [f"colleague{number}@example.org" for number in range(20)]
    for email in emails:
        make_user(name="Colleague", email=email, password=PASSWORD, by=SYSTEM, at=AT)
    for email in emails:
        browser = Client()
        assert tries(browser, email=email) == 200, "each mistypes once"
        assert tries(browser, email=email, password=PASSWORD) == 302


def test_signing_in_uses_nothing_up(world: World) -> None:
    assert [tries(Client(), password=PASSWORD) for _ in range(12)] == [302] * 12


def test_one_address_that_tries_everybody_is_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("havenkeep.identity.limits.RATES", {**RATES, "address": "8/5m/ip"})
    answers = [tries(Client(), email=f"guess{number}@example.org") for number in range(10)]
    assert answers == [200] * 8 + [429] * 2


def test_a_cookie_made_up_elsewhere_is_worth_nothing(world: World) -> None:
    client = Client()
    client.cookies[COOKIE] = "eyJhIjoiYiJ9:made-up:signature"
    assert [tries(client) for _ in range(6)][-1] == 429


def test_the_cookie_holds_no_address_in_clear(known: Client) -> None:
    assert "alice" not in known.cookies[COOKIE].value
    assert known.cookies[COOKIE]["httponly"]


def test_the_chain_notes_a_stopped_guesser_once(world: World) -> None:
    for _ in range(9):
        tries(Client())
    event = Event.objects.get(event="identity.sign_in_limited")
    assert event.subject == f"identity.user:{world.alice.ref}"
    for _ in range(9):
        tries(Client(), email="nobody@example.org")
    assert Event.objects.filter(event="identity.sign_in_limited").count() == 1


def test_passkeys_stay_open_when_passwords_are_stopped(world: World) -> None:
    while tries(Client()) != 429:
        pass
    answer: Any = Client().get("/account/sign-in/passkey/", headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"
