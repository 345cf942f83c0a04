"""The pages of people with access, and the page behind an invitation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.models import User, WayIn
from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import give_membership
from havenkeep.organisations.models import Invitation, Membership
from tests.organisations.test_inviting import accept, invited, newcomer
from tests.world import AT, PASSWORD, TODAY, World, join

GONE = "This link does not work"


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[Any]:
    cache.clear()
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller
    cache.clear()


def at(world: World, page: str = "") -> str:
    return f"/homes/{world.thistlewick.ref}/people-with-access/{page}"


def of(user: User) -> int:
    return user.memberships.get(ended_at=None).pk


def opened(link: str, user: User | None, world: World) -> Client:
    client = world.client(user)
    client.get(f"/invitation/{link[1:]}")
    return client


def invite(world: World, **said: str) -> Any:
    return world.client(world.alice).post(
        at(world, "invite/"), {"name": "Nell Fox", "email": "", "role": "editor", **said}
    )


def test_the_list_says_who_in_which_role_until_when(world: World) -> None:
    text = world.client(world.alice).get(at(world)).content.decode()
    for words in ("Alice Fenn (you)", "Lena Reed", "Data security lead", "21 Feb 2027", "Gina Holt"):
        assert words in text
    assert "Charlie" not in text


def test_a_lead_sees_the_list_and_changes_nothing(world: World) -> None:
    text = world.client(world.lena).get(at(world)).content.decode()
    assert "Bob Marsh" in text
    assert "Invite somebody" not in text
    assert "/ending/" not in text
    assert world.client(world.lena).post(at(world, f"{of(world.bob)}/ending/")).status_code == 403


@pytest.mark.parametrize("door", ["home", "provider"])
def test_the_number_of_queries_does_not_grow_with_the_people(world: World, door: str) -> None:
    address = at(world) if door == "home" else f"/providers/{world.larkfield.ref}/people-with-access/"
    client = world.client(world.gina)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    users = User.objects.bulk_create(
        User(name=f"Guest {number:03d}", email=None, joined_at=AT, password="!") for number in range(200)
    )
    Membership.objects.bulk_create(
        Membership(user=user, role=Role.CONSULTANT, home=world.thistlewick, since=AT) for user in users
    )
    with CaptureQueriesContext(connection) as many:
        text = client.get(address).content.decode()
    assert "Guest 199" in text
    assert len(many) <= len(few) + 1  # the consultants themselves, once there are some
    assert len(many) <= 16


def test_the_link_is_shown_once_and_never_again(world: World) -> None:
    shown = invite(world)
    text = shown.content.decode()
    key = text.partition("?key=")[2][:43]
    assert shown.headers["Cache-Control"].count("no-store")
    assert "data:image/svg+xml" in text
    assert key not in world.client(world.alice).get(at(world)).content.decode()
    assert "Nell Fox" in world.client(world.alice).get(at(world)).content.decode()


def test_an_inspector_without_a_day_is_refused_in_a_sentence(world: World) -> None:
    answer = invite(world, role="inspector")
    assert answer.status_code == 422
    assert "Choose a last day" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_role_that_is_not_offered_is_refused(world: World) -> None:
    assert invite(world, role="group_lead").status_code == 422
    assert invite(world, role="operator").status_code == 422


def test_the_token_leaves_the_address_and_no_referrer_goes_out(world: World) -> None:
    issued = invited(world)
    answer = Client().get(f"/invitation/{issued.link[1:]}")
    assert answer.headers["Location"] == "/invitation/"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_new_person_accepts_and_is_signed_in(world: World) -> None:
    client = opened(invited(world).link, None, world)
    assert "Alice Fenn invites you to Thistlewick House" in client.get("/invitation/").content.decode()
    said = {"name": "Nell Fox", "email": "nell@example.org", "password": PASSWORD}
    answer = client.post("/invitation/", said)
    assert answer.headers["Location"] == f"/homes/{world.thistlewick.ref}/"
    assert User.objects.get(email="nell@example.org").memberships.get().as_role is Role.EDITOR
    assert GONE in client.get("/invitation/").content.decode()


def test_a_weak_password_keeps_nothing(world: World) -> None:
    client = opened(invited(world).link, None, world)
    answer = client.post(
        "/invitation/", {"name": "Nell Fox", "email": "nell@example.org", "password": "thistlewick1"}
    )
    assert answer.status_code == 422
    assert Invitation.objects.open().exists()
    assert not User.objects.filter(email="nell@example.org").exists()


def test_somebody_signed_in_joins_with_their_account(world: World) -> None:
    client = opened(invited(world).link, world.charlie, world)
    assert "You are signed in as Charlie Stone" in client.get("/invitation/").content.decode()
    client.post("/invitation/")
    assert world.charlie.memberships.filter(home=world.thistlewick).exists()


def test_the_wrong_account_is_told_so_kindly_and_not_let_in(world: World) -> None:
    client = opened(invited(world, email="nell@example.org").link, world.charlie, world)
    assert "for another e-mail address" in client.post("/invitation/").content.decode()
    assert not world.charlie.memberships.filter(home=world.thistlewick).exists()


def test_an_address_with_an_account_signs_in_first(world: World) -> None:
    client = opened(invited(world, email="charlie.stone@example.org").link, None, world)
    text = client.get("/invitation/").content.decode()
    assert "You have an account already" in text
    assert "Choose a password" not in text
    assert client.post("/invitation/", {"name": "X", "password": PASSWORD}).status_code == 422


def test_every_link_that_does_not_work_says_the_same(world: World, clock: Any) -> None:
    used = invited(world)
    accept(used, newcomer())
    old = invited(world, name="Old One")
    answers = {link: Client().get(f"/invitation/{link[1:]}") for link in (used.link, "/?key=no", "/?key=")}
    clock.shift(timedelta(days=8))
    answers[old.link] = Client().get(f"/invitation/{old.link[1:]}")
    assert {answer.status_code for answer in answers.values()} == {410}
    assert {answer.content for answer in answers.values()} == {answers[used.link].content}
    assert GONE in answers[old.link].content.decode()


def test_guessing_comes_to_an_end(world: World) -> None:
    client = Client()
    statuses = [client.get("/invitation/?key=guess").status_code for _ in range(61)]
    assert set(statuses[:60]) == {410}
    assert statuses[60] == 429


def test_an_inspector_is_told_until_when_and_then_it_is_gone(world: World, clock: Any) -> None:
    address = f"/homes/{world.thistlewick.ref}/registers/"
    client = world.client(world.ivy)
    assert "You are reading here until 21 February 2027." in client.get(address).content.decode()
    Membership.objects.filter(user=world.ivy).update(ends_at=AT)
    assert client.get(address).status_code == 404


def test_who_sees_only_cannot_change_a_thing(world: World) -> None:
    vera = join("Vera Lane", Role.CONSULTANT_SEEING, home=world.thistlewick)
    client = world.client(vera)
    assert client.get(f"/homes/{world.thistlewick.ref}/registers/").status_code == 200
    assert client.get(f"/homes/{world.thistlewick.ref}/evidence/new/").status_code == 403


def test_ones_own_access_ends_only_when_one_says_so(world: World) -> None:
    dan = join("Dan Till", Role.MANAGER, home=world.thistlewick)
    client = world.client(dan)
    ending = at(world, f"{of(dan)}/ending/")
    assert client.post(ending).status_code == 422
    answer = client.post(ending, {"sure": "yes"})
    assert answer.headers["Location"].startswith("/account/sign-in/")
    assert client.get(at(world)).status_code == 404


def test_a_colleague_is_helped_back_in_with_a_link(world: World) -> None:
    answer = world.client(world.alice).post(at(world, f"{of(world.lena)}/way-in/"), {"lost_phone": "yes"})
    assert "/account/way-in/?key=" in answer.content.decode()
    assert WayIn.objects.get(user=world.lena).clears_second_factor


def test_nobody_is_helped_who_belongs_elsewhere_too(world: World) -> None:
    give_membership(user=world.lena, role=Role.STAFF, home=world.brookside, by=SYSTEM, at=AT)
    address = at(world, f"{world.lena.memberships.get(home=world.thistlewick).pk}/")
    client = world.client(world.alice)
    assert "also has access to something that you do not manage" in client.get(address).content.decode()
    assert client.post(f"{address}way-in/").status_code == 403
    assert not WayIn.objects.exists()


def test_a_role_and_a_day_are_changed_together(world: World) -> None:
    day = TODAY + timedelta(days=9)
    said = {"last_day_day": day.day, "last_day_month": day.month, "last_day_year": day.year}
    world.client(world.alice).post(at(world, f"{of(world.lena)}/"), {"role": "editor", **said})
    row = world.lena.memberships.get(ended_at=None)
    assert (row.as_role, row.last_day) == (Role.EDITOR, day)


def test_the_history_says_who_was_invited_and_as_what(world: World) -> None:
    invited(world)
    text = world.client(world.alice).get(f"/homes/{world.thistlewick.ref}/history/").content.decode()
    assert "Invited a person" in text
    assert "Nell Fox: Editor" in text


def test_a_group_lead_stays_one_or_goes(world: World) -> None:
    address = f"/providers/{world.larkfield.ref}/people-with-access/{of(world.gina)}/"
    client = world.client(world.gina)
    assert "Consultant" not in client.get(address).content.decode()
    assert client.post(address, {"role": "consultant"}).status_code == 422
