from __future__ import annotations

import logging
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.identity.models import User, WayIn
from havenkeep.identity.way_in.actions import WayInIsSpent, make_way_in, take_back_ways_in, use_way_in
from havenkeep.identity.way_in.queries import digest_of, way_in_of
from tests.world import AT, PASSWORD, World

ADDRESS = "/account/way-in/"
NEW = "four green kettles"


@pytest.fixture(autouse=True)
def _now(db: None) -> object:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


def _make(user: User, *, clears_second_factor: bool = False, **kwargs: timedelta) -> str:
    return make_way_in(user=user, clears_second_factor=clears_second_factor, by=SYSTEM, at=AT, **kwargs)


def _opened(token: str) -> Client:
    client = Client()
    assert client.get(ADDRESS, {"key": token}).headers["Location"] == ADDRESS
    return client


def _chooses(client: Client, password: str = NEW) -> int:
    return int(client.post(ADDRESS, {"password": password}).status_code)


def test_a_link_leads_to_a_new_password_and_to_signing_in(world: World) -> None:
    client = _opened(_make(world.alice))
    page = client.get(ADDRESS).content.decode()
    assert "alice.fenn@example.org" in page
    answer = client.post(ADDRESS, {"password": NEW}, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/sign-in/"
    assert "Your new password is set. Sign in with it." in answer.content.decode()
    world.alice.refresh_from_db()
    assert world.alice.check_password(NEW)


def test_looking_at_a_link_uses_nothing_up(world: World) -> None:
    token = _make(world.alice)
    for _ in range(3):
        _opened(token).get(ADDRESS)
    assert _chooses(_opened(token)) == 302


def test_a_link_works_once(world: World) -> None:
    token = _make(world.alice)
    here, there = _opened(token), _opened(token)
    assert _chooses(here) == 302
    assert _chooses(there, "five blue lanterns") == 410
    assert Client().get(ADDRESS, {"key": token}).status_code == 410
    world.alice.refresh_from_db()
    assert world.alice.check_password(NEW)


def test_of_two_at_the_same_moment_one_wins(world: World) -> None:
    way_in = way_in_of(digest_of(_make(world.alice)), at=AT)
    assert way_in is not None
    use_way_in(way_in=way_in, password=NEW, at=AT)
    with pytest.raises(WayInIsSpent):
        use_way_in(way_in=way_in, password="five blue lanterns", at=AT)


@pytest.mark.parametrize(
    ("lasts", "after", "good"),
    [
        (timedelta(hours=24), timedelta(hours=23, minutes=59), True),
        (timedelta(hours=24), timedelta(hours=24), False),
        (timedelta(minutes=30), timedelta(minutes=29), True),
        (timedelta(minutes=30), timedelta(minutes=30), False),
    ],
)
def test_a_link_runs_out(world: World, lasts: timedelta, after: timedelta, good: bool) -> None:
    token = _make(world.alice, lasts=lasts)
    with time_machine.travel(AT + after, tick=False):
        assert Client().get(ADDRESS, {"key": token}).status_code == (302 if good else 410)


def test_using_one_link_ends_the_persons_others_and_nobody_elses(world: World) -> None:
    first, second, bobs = _make(world.alice), _make(world.alice), _make(world.bob)
    _chooses(_opened(first))
    assert Client().get(ADDRESS, {"key": second}).status_code == 410
    assert Client().get(ADDRESS, {"key": bobs}).status_code == 302


def test_links_can_be_taken_back(world: World) -> None:
    token = _make(world.alice)
    take_back_ways_in(user=world.alice, by=SYSTEM, at=AT)
    assert Client().get(ADDRESS, {"key": token}).status_code == 410


def test_a_closed_account_has_no_way_in(world: World) -> None:
    token = _make(world.alice)
    User.objects.filter(pk=world.alice.pk).update(is_active=False)
    assert Client().get(ADDRESS, {"key": token}).status_code == 410


def test_a_new_password_ends_every_session_also_of_the_one_who_is_signed_in_here(world: World) -> None:
    elsewhere, here = Client(), world.client(world.bob)
    elsewhere.post("/account/sign-in/", {"login": "alice.fenn@example.org", "password": PASSWORD})
    assert world.alice.sittings.count() == 1
    here.get(ADDRESS, {"key": _make(world.alice)})
    _chooses(here)
    for client in (elsewhere, here):
        assert client.get("/account/password/").status_code == 302
    assert not world.alice.sittings.exists()


def test_only_a_link_that_says_so_clears_second_factors(world: World) -> None:
    for user in (world.alice, world.bob):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    _chooses(_opened(_make(world.alice)))
    assert Authenticator.objects.filter(user=world.alice).exists()
    _chooses(_opened(_make(world.alice, clears_second_factor=True)), "five blue lanterns")
    assert list(Authenticator.objects.values_list("user", flat=True)) == [world.bob.pk]
    assert Event.objects.filter(event="identity.second_factor_cleared").count() == 1


@pytest.mark.parametrize("password", ["", "teapots", "alice fenn 2026"])
def test_a_bad_password_is_told_and_uses_nothing_up(world: World, password: str) -> None:
    client = _opened(_make(world.alice))
    assert _chooses(client, password) == 200
    world.alice.refresh_from_db()
    assert world.alice.check_password(PASSWORD)
    assert _chooses(client) == 302


def test_the_token_is_kept_nowhere_and_leaves_no_trace(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = _make(world.alice)
    client = Client()
    led = client.get(ADDRESS, {"key": token})
    assert led.headers["Referrer-Policy"] == "no-referrer"
    assert Client().get(ADDRESS, {"key": "spent"}).headers["Referrer-Policy"] == "no-referrer"
    client.post(ADDRESS, {"password": "x"}, QUERY_STRING=f"key={token}")
    Client().get(ADDRESS, {"key": f"{token}x"})
    assert token not in caplog.text
    assert token not in str(client.get(ADDRESS).content)
    assert token not in str(list(WayIn.objects.values()))
    assert token not in str(dict(client.session))


def test_the_chain_notes_who_made_and_that_it_was_used(world: World) -> None:
    _chooses(_opened(_make(world.alice)))
    told = Event.objects.filter(event__startswith="identity.way_in").values_list(
        "event", "by_kind", "subject"
    )
    subject = f"identity.user:{world.alice.ref}"
    assert list(told) == [
        ("identity.way_in_made", "system", subject),
        ("identity.way_in_used", "link", subject),
    ]


def test_without_a_link_there_is_nothing_to_choose(world: World) -> None:
    assert Client().get(ADDRESS).status_code == 410
    assert _chooses(Client()) == 410
