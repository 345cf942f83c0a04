"""What every test shares."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from pytest_django.plugin import DjangoDbBlocker

from havenkeep.audit.models import Event
from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.sessions.session import Mark
from tests.installation import Installation, copy_of, fresh
from tests.kept_rows import Rows, made_and_undone, put_back
from tests.nothing_skipped import pytest_sessionfinish, pytest_terminal_summary
from tests.world import World, make_world

DOMAIN = Path(__file__).with_name("domain")
__all__ = ["pytest_sessionfinish", "pytest_terminal_summary"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests talk to this machine; everything else talks to nobody. No domain knows a database."""
    for item in items:
        if DOMAIN in item.path.parents:
            item.add_marker(pytest.mark.once)
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))


@receiver(user_logged_in, dispatch_uid="tests.force_login")
def _open_the_gate(request: HttpRequest, **_: object) -> None:
    """Let `force_login` in as somebody with nothing left to show; a real sign-in has a real request."""
    if "REMOTE_ADDR" not in request.META:
        at = datetime.now(UTC)
        Mark(guard=Guard.EXEMPT, since=at, seen=at, row=0).keep(request.session)


@pytest.fixture(scope="session")
def made_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> tuple[World, Rows]:
    """Give the named cast and their rows, which are not there."""
    with django_db_blocker.unblock():
        return made_and_undone(make_world)


@pytest.fixture
def world(made_world: tuple[World, Rows], db: None) -> World:
    """Give the named cast: see tests/world.py."""
    world, rows = made_world
    if Event.objects.exists():
        return make_world()
    put_back(rows)
    return deepcopy(world)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give one real installation made ready once; tests take copies of it."""
    installation = fresh(tmp_path_factory.mktemp("prepared") / "instance")
    told = installation.run("doctor")
    assert told.returncode == 0, told.stderr
    return installation


@pytest.fixture
def installation(prepared: Installation, tmp_path: Path) -> Installation:
    """Give a copy of a real installation that was made ready: see tests/installation.py."""
    return copy_of(prepared, tmp_path / "instance")


@pytest.fixture
def new_installation(tmp_path: Path) -> Installation:
    """Give a real installation before its first start."""
    return fresh(tmp_path / "instance")
