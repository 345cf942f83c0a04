"""Installations for tests that run the real command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.installation import Installation, copy_of, fresh


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give one installation made ready once; tests take copies of it."""
    installation = fresh(tmp_path_factory.mktemp("prepared") / "instance")
    told = installation.run("doctor")
    assert told.returncode == 0, told.stderr
    return installation


@pytest.fixture
def installation(prepared: Installation, tmp_path: Path) -> Installation:
    """Give a copy of an installation that was made ready."""
    return copy_of(prepared, tmp_path / "instance")


@pytest.fixture
def new_installation(tmp_path: Path) -> Installation:
    """Give an installation before its first start."""
    return fresh(tmp_path / "instance")
