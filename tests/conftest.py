"""What every test shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.installation import Installation, copy_of, fresh
from tests.world import World, make_world

NOTHING_SKIPPED = os.environ.get("CI") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests talk to this machine; everything else talks to nobody."""
    for item in items:
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", [])) if reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    if NOTHING_SKIPPED and session.exitstatus == 0 and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if NOTHING_SKIPPED and _skipped(config):
        terminalreporter.write_line("A skipped test fails the run here: install what it needs.", red=True)


@pytest.fixture
def world(db: None) -> World:
    """Give the named cast: see tests/world.py."""
    return make_world()


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
