from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from havenkeep.assessment.actions import NewAnswer, confirm_many, open_submission, save_answer
from havenkeep.audit.models import Event
from havenkeep.identity.models import User
from havenkeep.identity.protection.adapter import SecondSteps
from havenkeep.standards.queries import edition_in_force
from tests.steps import app_code, give_app, recovery_code
from tests.world import AT, PASSWORD, World

PROTECTION = "/account/protection/"
ALICE = {"login": "alice.fenn@example.org", "password": PASSWORD}


@pytest.fixture(autouse=True)
def clock(db: None) -> Any:
    with time_machine.travel(AT + timedelta(days=1), tick=False) as traveller:
        yield traveller


def sign_in(*, near: bool = True, client: Client | None = None) -> Client:
    client = client or Client(REMOTE_ADDR="127.0.0.1" if near else "192.0.2.7")
    client.post("/account/sign-in/", ALICE)
    return client


def been_here(user: User) -> None:
    User.objects.filter(pk=user.pk).update(last_login=AT)


def set_up_app(client: Client) -> str:
    """Set up an app as the page says, and return its key."""
    page = client.get(f"{PROTECTION}app/").content.decode()
    found = re.search(r'id="totp-key"[^>]*>\s*([A-Z2-7]{32})', page)
    assert found, page
    assert client.post(f"{PROTECTION}app/", {"code": app_code(found[1])}).status_code == 302
    return found[1]


def test_the_first_sign_in_on_the_computer_itself_may_wait(world: World) -> None:
    client = sign_in()
    assert client.get("/").headers["Location"] == f"/homes/{world.thistlewick.ref}/"
    page = client.get(PROTECTION).content.decode()
    assert "Not now" in page
    assert "passkeys" in page.casefold()


@pytest.mark.parametrize("behind_proxy", [True, False])
def test_any_sign_in_over_the_network_needs_a_second_step(
    world: World, settings: Any, behind_proxy: bool
) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    if behind_proxy:
        client = Client(headers={"X-Forwarded-For": "192.0.2.7"})
    sign_in(client=client)
    assert client.get("/").headers["Location"] == PROTECTION


def test_from_the_second_sign_in_on_it_is_needed_everywhere(world: World) -> None:
    been_here(world.alice)
    client = sign_in()
    for address in ("/", f"/homes/{world.thistlewick.ref}/", "/account/password/", "/account/", "/setup/"):
        assert client.get(address).headers["Location"] == PROTECTION, address
        assert client.post(address).headers["Location"] == PROTECTION, address
    page = client.get(PROTECTION).content.decode()
    assert "Before you go on" in page
    assert "Not now" not in page
    assert client.post("/account/sign-out/").headers["Location"] == "/account/sign-in/"


def test_an_app_is_set_up_and_opens_the_door(world: World, django_capture_on_commit_callbacks: Any) -> None:
    been_here(world.alice)
    client = sign_in()
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)
    page = client.get(f"{PROTECTION}codes/").content.decode()
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", page)) == 10
    assert client.get("/").headers["Location"] == f"/homes/{world.thistlewick.ref}/"
    told = set(Event.objects.filter(by_id=world.alice.ref).values_list("event", flat=True))
    assert {"identity.app_added", "identity.recovery_codes_made"} <= told


def test_recovery_codes_are_shown_once_and_can_be_kept_as_a_file(world: World) -> None:
    client = sign_in()
    set_up_app(client)
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", client.get(f"{PROTECTION}codes/").content.decode())
    file = client.get(f"{PROTECTION}codes/file/")
    assert codes[0].replace(" ", "") in file.content.decode()
    assert "attachment" in file.headers["Content-Disposition"]
    other = Client()
    sign_in(client=other)
    other.post("/account/sign-in/second-step/", {"code": codes[0]})
    assert "<code>" not in other.get(f"{PROTECTION}codes/").content.decode()
    assert other.get(f"{PROTECTION}codes/file/").headers["Location"] == f"{PROTECTION}codes/"


def test_recovery_codes_vanish_from_the_screen_after_ten_minutes(world: World, clock: Any) -> None:
    client = sign_in()
    set_up_app(client)
    client.get(f"{PROTECTION}codes/")
    clock.shift(timedelta(minutes=9))
    client.post("/account/again/", {"password": PASSWORD})
    assert "<code>" in client.get(f"{PROTECTION}codes/").content.decode()
    clock.shift(timedelta(minutes=2))
    assert "<code>" not in client.get(f"{PROTECTION}codes/").content.decode()


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_the_second_step_takes_a_code_from_a_phone_whose_clock_drifts(world: World, drift: int) -> None:
    give_app(world.alice)
    client = Client()
    answer = client.post("/account/sign-in/", ALICE)
    assert answer.headers["Location"] == "/account/sign-in/second-step/"
    assert client.get("/account/password/").status_code == 302, "a password alone opens nothing"
    assert "Type one of your recovery codes" in client.get(answer.headers["Location"]).content.decode()
    client.post(answer.headers["Location"], {"code": app_code(later=drift)})
    assert client.get("/").headers["Location"] == f"/homes/{world.thistlewick.ref}/"


@pytest.mark.parametrize("code", ["000000", "", "abc", "99999999", "١٢٣٤٥٦"])
def test_a_wrong_code_opens_nothing(world: World, code: str) -> None:
    give_app(world.alice)
    client = sign_in()
    answer = client.post("/account/sign-in/second-step/", {"code": code})
    assert answer.status_code == 200
    assert client.get("/").headers["Location"] == "/welcome/"


def test_a_code_works_once(world: World) -> None:
    give_app(world.alice)
    code, paper = app_code(), recovery_code()
    for once in (code, paper):
        first, second = sign_in(), sign_in()
        assert first.post("/account/sign-in/second-step/", {"code": once}).status_code == 302
        assert second.post("/account/sign-in/second-step/", {"code": once}).status_code == 200
    assert Event.objects.filter(event="identity.recovery_code_used").count() == 1


@pytest.mark.parametrize("seconds", [29, 31, 59])
def test_a_code_from_the_app_works_once_as_long_as_it_fits(world: World, clock: Any, seconds: int) -> None:
    give_app(world.alice)
    code, first, second = app_code(later=1), sign_in(), sign_in()
    assert first.post("/account/sign-in/second-step/", {"code": code}).status_code == 302
    clock.shift(timedelta(seconds=seconds))
    assert second.post("/account/sign-in/second-step/", {"code": code}).status_code == 200


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/account/", 4), (PROTECTION, 3), ("/account/sessions/", 3), ("/account/sign-in/", 0)],
)
def test_pages_of_the_account_ask_little(
    world: World, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    give_app(world.alice)
    client = world.client(world.alice) if queries else Client()
    with django_assert_num_queries(queries):
        client.get(address)


def test_the_key_of_an_app_is_locked_where_it_is_kept(world: World) -> None:
    set_up_app(sign_in())
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    key = SecondSteps().decrypt(kept)
    assert key not in kept
    assert len(key) == 32


def test_without_the_installations_key_no_code_fits(world: World, settings: Any) -> None:
    give_app(world.alice)
    settings.SECRET_KEY = "another installation's key, as long as it must be"
    assert SecondSteps().decrypt(SecondSteps().encrypt("x")) == "x"
    row = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert not row.wrap().validate_code(app_code())
    assert not row.wrap().validate_code(app_code("A" * 32))


def test_the_last_second_step_stays(world: World) -> None:
    client = sign_in()
    set_up_app(client)
    step = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    address = f"{PROTECTION}removal/?step={step.pk}"
    assert "your only second step" in client.get(address).content.decode()
    assert client.post(address).status_code == 200
    assert Authenticator.objects.filter(pk=step.pk).exists()


def test_taking_one_away_asks_first_who_is_there(world: World, clock: Any) -> None:
    give_app(world.alice)
    client = sign_in()
    client.post("/account/sign-in/second-step/", {"code": recovery_code()})
    clock.shift(timedelta(minutes=6))
    step = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    address = f"{PROTECTION}removal/?step={step.pk}"
    for page in (address, f"{PROTECTION}passkey/", f"{PROTECTION}codes/", f"{PROTECTION}codes/new/"):
        led = client.get(page).headers["Location"]
        assert led.startswith(("/account/again/", PROTECTION)), page
    assert client.get(address).headers["Location"].startswith("/account/again/?next=")


def test_nobody_takes_away_anothers_step(world: World) -> None:
    give_app(world.bob)
    give_app(world.alice)
    client = sign_in()
    client.post("/account/sign-in/second-step/", {"code": recovery_code()})
    theirs = Authenticator.objects.get(user=world.bob, type=Authenticator.Type.TOTP)
    for step in (theirs.pk, "x", "", "9" * 30):
        assert client.post(f"{PROTECTION}removal/?step={step}").headers["Location"] == PROTECTION
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize(
    ("host", "secure", "missing"),
    [
        ("localhost", False, False),
        ("localhost:8000", False, False),
        ("127.0.0.1", False, True),
        ("testserver", False, True),
        ("testserver", True, False),
    ],
)
def test_passkeys_are_offered_only_where_they_work(
    world: World, host: str, secure: bool, missing: bool
) -> None:
    client = world.client(world.alice)
    page = client.get(PROTECTION, headers={"host": host}, secure=secure).content.decode()
    assert ("Not here." in page) is missing
    assert ("Add a passkey" in page) is not missing


def test_a_session_that_nobody_marked_opens_nothing(world: World) -> None:
    client = world.client(world.alice)
    session = client.session
    del session["sitting"]
    session.save()
    assert client.get("/").headers["Location"].startswith("/account/sign-in/")


def test_the_front_page_offers_protection_once_an_answer_is_confirmed(world: World) -> None:
    client = sign_in()
    home = f"/homes/{world.thistlewick.ref}/"
    edition = edition_in_force(on=(AT + timedelta(days=1)).date())
    by = world.alice.as_actor()
    submission = open_submission(home=world.thistlewick, edition_id=edition.id, by=by, at=AT)
    assert "protect your sign-in" not in client.get(home).content.decode()
    item = edition.mandatory[0].ref
    save_answer(
        submission=submission, answer=NewAnswer(item=item, value="Yes"), seen_revision=0, by=by, at=AT
    )
    confirm_many(submission=submission, revisions={item: 1}, by=by, at=AT)
    assert "protect your sign-in" in client.get(home).content.decode()
    assert client.post(f"{PROTECTION}later/").headers["Location"] == "/"
    assert "protect your sign-in" not in client.get(home).content.decode()
