from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from havenkeep.audit.models import Event
from havenkeep.identity.models import Sitting
from havenkeep.organisations.models import Home
from tests.steps import app_code, give_app
from tests.world import AT, PASSWORD, World

ADDRESS = "/account/sessions/"
ALICE = {"login": "alice.fenn@example.org", "password": PASSWORD}
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


@pytest.fixture(autouse=True)
def clock(db: None) -> Any:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


def sign_in(user_agent: str = "") -> Client:
    """Sign Alice in on the computer itself, just after her account was made."""
    client = Client(headers={"User-Agent": user_agent})
    assert client.post("/account/sign-in/", ALICE).headers["Location"] == "/"
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_list_says_device_place_and_time_and_keeps_no_address(world: World) -> None:
    client = sign_in(EDGE)
    page = client.get(ADDRESS).content.decode()
    assert "Edge on Windows" in page
    assert "(this one)" in page
    assert "On the computer that runs Havenkeep" in page
    assert "127.0.0.1" not in str(list(Sitting.objects.values()))


def test_one_session_is_ended_and_the_others_go_on(world: World) -> None:
    here, lost = sign_in(), sign_in("Firefox")
    row = Sitting.objects.get(device="Firefox")
    assert here.post(ADDRESS, {"end": row.pk}).headers["Location"] == ADDRESS
    assert (is_in(here), is_in(lost)) == (True, False)
    assert Event.objects.filter(event="identity.sessions_ended", by_id=world.alice.ref).count() == 1


def test_signing_out_everywhere_ends_every_session(world: World) -> None:
    clients = [sign_in() for _ in range(3)]
    assert clients[0].post(ADDRESS, {"end": "all"}).headers["Location"] == "/account/sign-in/"
    assert [is_in(client) for client in clients] == [False] * 3
    assert not Sitting.objects.exists()


def test_nobody_ends_anothers_session(world: World) -> None:
    alices = sign_in()
    row = Sitting.objects.get()
    for wanted in (str(row.pk), "x", ""):
        world.client(world.bob).post(ADDRESS, {"end": wanted})
    world.client(world.bob).post(ADDRESS, {"end": "all"})
    assert is_in(alices)


def test_a_new_password_ends_the_others_and_keeps_this_one_in_the_list(world: World) -> None:
    here, elsewhere = sign_in(), sign_in()
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": "four green kettles"})
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert here.get(ADDRESS).content.decode().count("(this one)") == 1
    assert Sitting.objects.count() == 1


def test_after_a_quarter_of_an_hour_the_session_asks_who_is_there(world: World, clock: Any) -> None:
    client = sign_in()
    wanted = f"/homes/{world.thistlewick.ref}/assessment/?page=1"
    clock.shift(timedelta(minutes=14, seconds=59))
    assert is_in(client)
    clock.shift(timedelta(minutes=15))
    led = client.get(wanted).headers["Location"]
    assert led.startswith("/account/again/?next=")
    assert "Is it still you?" in client.get(led).content.decode()
    assert client.post(led, {"password": "a wrong guess"}).status_code == 200
    assert client.get("/account/").status_code == 302
    assert client.post(led, {"password": PASSWORD}).headers["Location"] == wanted
    assert is_in(client)


def test_a_locked_session_is_opened_with_a_code_too(world: World, clock: Any) -> None:
    give_app(world.alice)
    client = Client()
    client.post("/account/sign-in/", ALICE)
    client.post("/account/sign-in/second-step/", {"code": app_code()})
    clock.shift(timedelta(minutes=20))
    page = client.get(client.get("/account/").headers["Location"]).content.decode()
    assert "Use a code from my app" in page
    assert client.post("/account/again/code/?next=/account/", {"code": app_code()}).status_code == 302
    assert is_in(client)


def test_a_form_sent_from_a_locked_session_is_not_lost(world: World, clock: Any) -> None:
    client = sign_in()
    address = f"/homes/{world.thistlewick.ref}/registers/ico/"
    clock.shift(timedelta(minutes=20))
    led = client.post(address, {"number": "not a number", "holder": "Larkfield"}).headers["Location"]
    answer = client.post(led, {"password": PASSWORD})
    assert answer.status_code == 422
    assert "not a number" in answer.content.decode()


def test_a_form_with_a_password_never_waits_in_the_session(world: World, clock: Any) -> None:
    client = sign_in()
    clock.shift(timedelta(minutes=20))
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": "four green kettles"})
    assert "kettles" not in str(dict(client.session))


def test_after_twelve_hours_the_session_is_over_however_busy(world: World, clock: Any) -> None:
    client = sign_in()
    for _ in range(71):
        clock.shift(timedelta(minutes=10))
        assert is_in(client)
    clock.shift(timedelta(minutes=10))
    assert client.get("/account/").headers["Location"] == "/account/sign-in/?next=%2Faccount%2F"
    assert not is_in(client)


def test_being_seen_is_written_once_a_minute_at_most(world: World, clock: Any) -> None:
    client = sign_in()
    address = f"/homes/{world.thistlewick.ref}/"
    clock.shift(timedelta(seconds=59))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    writes = [one["sql"] for one in asked if re.match("INSERT|UPDATE|DELETE", one["sql"])]
    assert writes == []
    clock.shift(timedelta(seconds=1))
    client.get(address)
    assert Sitting.objects.get().seen_at == AT + timedelta(seconds=60)


def test_the_gate_asks_the_database_nothing(world: World) -> None:
    real, exempt = sign_in(), world.client(world.alice)
    counts = []
    for client in (exempt, real):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/homes/{Home.objects.get(pk=world.thistlewick.pk).ref}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_sessions_that_ran_out_are_not_listed_and_go_with_the_next_sign_in(world: World) -> None:
    sign_in("Firefox")
    Session.objects.all().delete()
    page = sign_in(EDGE).get(ADDRESS).content.decode()
    assert "Firefox" not in page
    assert Sitting.objects.count() == 1
