"""Promises that only a browser can keep."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e
PAGES = ("", "questions/", "mistakes/", "one-question/", "bare/")


def complaints(page: Page) -> list[str]:
    """Gather what the console says, such as something the Content-Security-Policy refused."""
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("width", [320, 1280])
def test_the_gallery_is_accessible_and_fits(browser: Browser, gallery_url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said = complaints(page)
    for name in PAGES:
        page.goto(gallery_url + name, wait_until="networkidle")
        violations = Axe().run(page).response["violations"]
        assert [(found["id"], found["nodes"][0]["target"]) for found in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []


def test_the_house_font_is_the_one_on_the_page(browser: Browser, gallery_url: str) -> None:
    page = browser.new_page()
    page.goto(gallery_url, wait_until="networkidle")
    assert page.evaluate('document.fonts.check("700 16px Atkinson Hyperlegible Next")')
    assert page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').length") >= 2


def test_every_icon_is_drawn(browser: Browser, gallery_url: str) -> None:
    page = browser.new_page()
    page.goto(gallery_url, wait_until="networkidle")
    undrawn = "icons => icons.filter(icon => icon.firstElementChild.getBBox().width === 0).length"
    assert page.eval_on_selector_all(".hk-icons .hk-icon", undrawn) == 0


def test_the_menu_of_a_phone_opens_without_scripts(browser: Browser, gallery_url: str) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800}).new_page()
    page.goto(gallery_url)
    page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("link", name="Suppliers").is_visible()
    assert page.get_by_role("button", name="Sign out").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_reveals_its_question_with_and_without_scripts(
    browser: Browser, gallery_url: str, scripts: bool
) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(gallery_url + "questions/")
    revealed = page.get_by_label("What is it called?")
    assert not revealed.is_visible()
    page.get_by_label("Something else").check()
    assert revealed.is_visible()


def test_copying_falls_back_to_selecting_where_there_is_no_clipboard(
    browser: Browser, gallery_url: str
) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(gallery_url, wait_until="networkidle")
    page.get_by_role("button", name="Copy").click()
    assert "19 of 20 people" in page.evaluate("String(window.getSelection())")
    assert "The text is selected" in page.locator(".hk-copy__said").inner_text()


def test_buttons_that_need_scripts_are_not_there_without_them(browser: Browser, gallery_url: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(gallery_url)
    assert page.get_by_role("button", name="Print this page").count() == 0


def test_the_error_summary_takes_the_focus_and_leads_to_the_box(browser: Browser, gallery_url: str) -> None:
    page = browser.new_page()
    page.goto(gallery_url + "mistakes/", wait_until="networkidle")
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    page.get_by_role("link", name="February 2027 has 28 days. Check the day").click()
    assert page.evaluate("document.activeElement.id") == "id_met_on_day"


def test_what_is_folded_prints_unfolded(browser: Browser, gallery_url: str) -> None:
    page = browser.new_page()
    page.goto(gallery_url, wait_until="networkidle")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".hk-folded").evaluate("part => part.open")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".hk-folded").evaluate("part => part.open")
