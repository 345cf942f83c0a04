"""A quiet Chromium for the tests that need a browser. Nothing is downloaded: it is the system's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MISSING = "There is no Chromium here. Install the package chromium to run the tests that drive a browser."


@contextmanager
def opened() -> Iterator[Browser]:
    """Open a browser until the block ends. Without one the test is skipped, or fails where nothing may be."""
    if os.environ.get("CI") != "1" and not os.access(CHROMIUM, os.X_OK):
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
