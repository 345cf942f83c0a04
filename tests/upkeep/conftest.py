from __future__ import annotations

from pathlib import Path

import pytest

from tests.installation import Installation, copy_of
from tests.upkeep.backups import back_up, fill


@pytest.fixture(scope="session")
def filled(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give an installation with a sample home and stored files, which tests only read."""
    installation = copy_of(prepared, tmp_path_factory.mktemp("filled") / "instance")
    fill(installation)
    return installation


@pytest.fixture(scope="session")
def made(filled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a backup of it, which tests only read."""
    file = tmp_path_factory.mktemp("made") / "home.age"
    told = back_up(filled, file)
    assert told.returncode == 0, told.stderr
    return file
