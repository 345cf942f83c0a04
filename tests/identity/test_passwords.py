from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.models import Event
from havenkeep.identity.actions import CannotMakeAccount, keep_user, make_user, prepare_user
from havenkeep.identity.models import User
from tests.world import AT, PASSWORD, World

ADDRESS = "/account/password/"
NEW = "four green kettles"


def _refused(password: str) -> str:
    with pytest.raises(CannotMakeAccount) as refused:
        prepare_user(
            name="Alice Fenn",
            email="alice@example.org",
            password=password,
            at=AT,
            service_names=("Thistlewick House", "Larkfield Care Ltd"),
        )
    assert refused.value.field == "password"
    return " ".join(refused.value.sentences)


@pytest.mark.parametrize("password", ["", "teapots", "elevenchars"])
def test_a_password_has_twelve_characters_or_more(password: str) -> None:
    assert "12 characters" in _refused(password)


@pytest.mark.parametrize("password", ["professional", "administrator", "qwertyuiop123", "123456789012345"])
def test_a_password_from_the_list_of_common_ones_is_refused(password: str) -> None:
    assert "too common" in _refused(password) or "numeric" in _refused(password)


@pytest.mark.parametrize(
    "password",
    [
        "ThistlewickHouse",
        "thistlewick-house-1",
        "Larkfield2026",
        "alicefenn1234",
        "Havenkeep123!",
        "Password2026!",
    ],
)
def test_a_password_that_is_mostly_a_name_is_refused(password: str) -> None:
    assert "mostly a name" in _refused(password)


@pytest.mark.parametrize("password", [PASSWORD, "the house of seven kettles", "thistlewick goats eat thatch"])
def test_a_long_password_may_hold_a_name(password: str) -> None:
    user = prepare_user(
        name="Alice Fenn", email=None, password=password, at=AT, service_names=("Thistlewick House",)
    )
    assert user.check_password(password)
    assert user.pk is None, "prepared, not kept"


def test_an_e_mail_has_one_account_whatever_its_case(db: None) -> None:
    make_user(name="Alice Fenn", email="Alice@Example.org", password=None, by=SYSTEM, at=AT)
    again = prepare_user(name="Alice Again", email="ALICE@example.org", password=None, at=AT)
    with pytest.raises(CannotMakeAccount, match="already an account") as refused:
        keep_user(user=again, by=SYSTEM, at=AT)
    assert refused.value.field == "email"
    assert User.objects.count() == 1


def _change(client: Client, **changes: str) -> Any:
    return client.post(ADDRESS, {"oldpassword": PASSWORD, "password1": NEW} | changes)


def _signed_in(world: World) -> Client:
    return world.client(world.alice)


def test_a_password_is_changed_and_the_person_stays_signed_in_here_only(world: World) -> None:
    here, elsewhere = _signed_in(world), _signed_in(world)
    assert _change(here).headers["Location"] == "/"
    assert "Your password is changed." in here.get(ADDRESS).content.decode()
    world.alice.refresh_from_db()
    assert world.alice.check_password(NEW)
    assert elsewhere.get(ADDRESS).status_code == 302
    assert Event.objects.filter(event="identity.password_changed", by_id=world.alice.ref).count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"oldpassword": "a wrong guess"}, "This is not the password you have now"),
        ({"password1": "teapots"}, "12 characters"),
        ({"password1": "alice fenn 2026"}, "mostly a name"),
        ({"password1": PASSWORD}, "That is the password you have now"),
        ({"password1": ""}, "Enter a new password"),
    ],
)
def test_a_bad_change_is_told_beside_its_box_and_changes_nothing(
    world: World, changes: dict[str, str], sentence: str
) -> None:
    response = _change(_signed_in(world), **changes)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    world.alice.refresh_from_db()
    assert world.alice.check_password(PASSWORD)


def test_guessing_at_the_present_password_is_limited(world: World) -> None:
    client = _signed_in(world)
    answers = [_change(client, oldpassword=f"guess number {number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_somebody_without_a_password_is_told_that_there_is_none(world: World) -> None:
    response = world.client(world.bob).get(ADDRESS)
    assert response.status_code == 403
    assert "there is none to change" in response.content.decode()


def test_a_stranger_is_asked_to_sign_in_first(world: World) -> None:
    assert Client().get(ADDRESS).headers["Location"] == f"/account/sign-in/?next={ADDRESS}"
