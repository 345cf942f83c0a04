"""The whole first run in a real browser against a real installation: from the printed link to the home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import opened
from tests.installation import Installation

pytestmark = pytest.mark.e2e
BEFORE: tuple[str, ...] = ("Set up my service", "Type it in")
ANSWERS: tuple[Callable[[Page], None], ...] = (
    lambda page: page.get_by_label("Name of the service").fill("Thistlewick House"),
    lambda page: page.get_by_label("We do", exact=True).check(),
    lambda page: page.get_by_label("Yes, with my own e-mail").check(),
    lambda page: page.get_by_label("Standards Met", exact=True).check(),
    lambda page: page.get_by_role("group", name="NHSmail").get_by_label("Yes").check(),
    lambda page: page.get_by_label("Home care").check(),
    lambda page: page.get_by_label("Leads on data security").fill("Lena Reed"),
    lambda page: page.get_by_label("None of these").check(),
    lambda page: page.get_by_role("group", name="Care records").get_by_label("On paper").check(),
    lambda page: page.get_by_label("None of these").check(),
)


def _walk(page: Page, link: str, *, look: Callable[[Page], None]) -> None:
    """Go through the first run, and look at each page on the way."""
    page.goto(link)
    for button in BEFORE:
        look(page)
        page.get_by_role("button", name=button).click()
    for answer in ANSWERS:
        look(page)
        answer(page)
        page.get_by_role("button", name="Save and go on").click()
    look(page)
    page.get_by_role("button", name="Make my account").first.click()
    look(page)
    page.get_by_label("Your full name").fill("Alice Fenn")
    page.get_by_label("Your e-mail address").fill("alice.fenn@example.org")
    page.get_by_label("Choose a password").fill("three purple teapots")
    page.get_by_role("button", name="Make my account and begin").click()
    page.wait_for_url("**/homes/**")


def _link(installation: Installation, port: int) -> str:
    key = Path(installation.data, "secrets", "setup-key").read_text().strip()
    return f"http://127.0.0.1:{port}/setup/?key={key}"


def test_the_first_run_needs_no_script_and_fits_a_phone(installation: Installation) -> None:
    with installation.started("--no-browser") as running, opened() as browser:
        phone = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
        page = phone.new_page()
        _walk(page, _link(installation, running.port), look=lambda page: None)
        assert page.get_by_role("heading", level=1).inner_text() == "Thistlewick House"
        page.goto(f"http://127.0.0.1:{running.port}/setup/service/")
        assert "/homes/" in page.url, "set-up is over"


def test_every_page_of_the_first_run_is_accessible(installation: Installation) -> None:
    wrong: dict[str, list[str]] = {}

    def look(page: Page) -> None:
        page.wait_for_load_state("networkidle")
        found = [violation["id"] for violation in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("it does not fit")
        if found:
            wrong[page.url] = found

    with installation.started("--no-browser") as running, opened() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 640})
        for path in ("welcome/", "first-aid/", "account/sign-in/", "account/password/forgotten/"):
            page.goto(f"http://127.0.0.1:{running.port}/{path}")
            look(page)
        _walk(page, _link(installation, running.port), look=look)
    assert wrong == {}
