"""The cast is what tests/world.py says it is."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import override_settings

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.audit.queries import verify
from havenkeep.identity.actions import make_user
from havenkeep.organisations.models import Home
from tests.world import AT, PASSWORD, World


def test_everyone_sees_their_own_homes_and_no_others(world: World) -> None:
    seen = {
        name: {home.name for home in Home.objects.visible_to(user, at=AT)}
        for name, user in world.people.items()
    }
    thistlewick = {"Thistlewick House"}
    assert seen == {
        "alice": thistlewick,
        "bob": thistlewick,
        "lena": thistlewick,
        "gina": {"Thistlewick House", "Oak Lodge"},
        "charlie": {"Brookside"},
        "ivy": thistlewick,
        "olive": set(),
    }


def test_making_the_world_left_chains_that_hold(world: World) -> None:
    assert {report.broken_at for report in verify()} == {None}


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_passwords_are_kept_as_argon2(db: None) -> None:
    user = make_user(name="Ada Quill", email="ada@example.org", password=PASSWORD, by=SYSTEM, at=AT)
    assert user.password.startswith(Argon2PasswordHasher.algorithm)
    assert user.check_password(PASSWORD)
