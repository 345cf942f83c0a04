"""What every test shares."""

from __future__ import annotations

import os

import pytest

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
