"""What is looked at on every page that a journey comes to, and what fails it wherever it happens."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],
    "iframes": False,
    "preload": False,
}
# A folder here keeps a picture of every page looked at: SHOTS=/tmp/shots make e2e
SHOTS = os.environ.get("SHOTS", "")
PICTURES = count(1)
# What tells two pages apart for the accessibility rules: their elements, not the words and addresses in them.
WORDS = re.compile(r">[^<>]*[^<>\s][^<>]*<")
ADDRESSES = re.compile(r' (?:href|action|value|src|content|data-version)="[^"]*"')
judged: set[tuple[int, str]] = set()
OF_THE_STATUS = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@dataclass
class Watch:
    """One page's window: what its console said, and which answers of the server were refusals."""

    page: Page
    name: str
    scripts: bool = True
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("response", self._answered)
        self.session = self.page.context.new_cdp_session(self.page)
        self._scripts(allowed=self.scripts)

    def look(self, *, expected: tuple[int, ...] = ()) -> None:
        """Look at the page as it stands. `expected` are the refusals that this step is about."""
        where = f"{self.page.url} at {self.width}px"
        if SHOTS:
            name = re.sub(r"[^\w]+", "-", f"{self.name} {next(PICTURES):03d} {self.page.title()[:40]}")
            self.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
        unexpected = [line for line in self.refused if int(line.split()[0]) not in expected]
        assert unexpected == [], f"refused on the way to {where}"
        assert self.said == [], f"the console complained at {where}"
        self.refused.clear()
        assert self.page.locator("h1").count() == 1, f"one h1 at {where}"
        assert self.page.title().partition(" – ")[0].strip(), f"a title at {where}"
        assert self.page.locator("html").get_attribute("lang"), f"a language at {where}"
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, (
            f"sideways at {where}"
        )
        shape = (self.width, self.shape())
        if shape not in judged:
            assert self.violations() == [], f"axe at {where}"
            judged.add(shape)

    def shape(self) -> str:
        """Return a digest of the page's elements: one that was judged at this width is not judged again."""
        bare = WORDS.sub(">words<", ADDRESSES.sub("", self.page.content()))
        return hashlib.sha256(bare.encode()).hexdigest()

    @property
    def width(self) -> int:
        size = self.page.viewport_size
        assert size is not None
        return size["width"]

    def violations(self) -> list[tuple[str, str, str]]:
        """Return what the accessibility rules find: rule, place and the offending tag."""
        self._scripts(allowed=True)
        found = Axe().run(self.page, options=AXE_OPTIONS).response["violations"]
        self._scripts(allowed=self.scripts)
        return [
            (rule["id"], str(node["target"][0]), node["html"][:120])
            for rule in found
            for node in rule["nodes"]
        ]

    def _scripts(self, *, allowed: bool) -> None:
        # A page loaded without scripts stays as it is when they are allowed again, so axe can look at it.
        self.session.send("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not OF_THE_STATUS.match(message.text):
            self.said.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.refused.append(f"{response.status} {response.request.method} {response.url}")
