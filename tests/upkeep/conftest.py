from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from havenkeep.organisations.models import Home
from tests.architecture.walk import Walk, make_walk
from tests.installation import Installation, copy_of, fresh
from tests.upkeep.backups import back_up, fill, restore
from tests.upkeep.moved import exported
from tests.world import AT


@pytest.fixture(scope="session")
def filled(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give an installation with a sample home and stored files, which tests only read."""
    installation = copy_of(prepared, tmp_path_factory.mktemp("filled") / "instance")
    fill(installation)
    return installation


@pytest.fixture(scope="session")
def made(filled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a backup of it, which tests only read; what the command told of it lies beside it."""
    file = tmp_path_factory.mktemp("made") / "home.age"
    told = back_up(filled, file, "--json")
    assert told.returncode == 0, told.stderr
    file.with_suffix(".json").write_text(told.stdout)
    return file


@pytest.fixture(scope="session")
def back(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give what that backup was restored into, an empty folder that was there; tests only read it."""
    there = fresh(tmp_path_factory.mktemp("back") / "instance")
    there.data.mkdir()
    told = restore(there, made, "--json")
    assert told.returncode == 0, told.stderr
    (there.data.parent / "told.json").write_text(told.stdout)
    return there


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Walk]:
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(AT, tick=False):
        yield make_walk()
        transaction.set_rollback(True)


@pytest.fixture
def walk(walked: Walk, db: None) -> Walk:
    """Give the cast with one of everything, made once for all tests of a file."""
    return walked


@pytest.fixture
def home(walk: Walk) -> Home:
    return walk.world.thistlewick


@pytest.fixture
def file(home: Home, tmp_path: Path) -> Path:
    """Give the service's file of Thistlewick House."""
    return exported(home, tmp_path / "home.zip")
