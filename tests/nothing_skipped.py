"""In continuous integration a skipped test fails the run: what it needs can be installed there."""

from __future__ import annotations

import os

import pytest

NOTHING_SKIPPED = os.environ.get("CI") == "1"


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", [])) if reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    if NOTHING_SKIPPED and session.exitstatus == 0 and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if NOTHING_SKIPPED and _skipped(config):
        terminalreporter.write_line("A skipped test fails the run here: install what it needs.", red=True)
