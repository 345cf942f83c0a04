"""A person at a browser: their verbs make a test read as what happened, and every page is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.watching import Watch
from tests.installation import Installation
from tests.steps import recovery_code
from tests.world import PASSWORD

SIZES = {320: 640, 360: 720, 1280: 800}


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A file that the browser was given."""

    name: str
    content: bytes


class Journey:
    """One person, one browser window of one width. Everything is found by what can be read on the page."""

    def __init__(
        self,
        browser: Browser,
        *,
        installation: Installation,
        port: int,
        host: str = "127.0.0.1",
        width: int = 1280,
        scripts: bool = True,
        name: str = "page",
    ) -> None:
        self.installation, self.port = installation, port
        context = browser.new_context(
            base_url=f"http://{host}:{port}",
            viewport={"width": width, "height": SIZES[width]},
            accept_downloads=True,
        )
        context.set_default_timeout(8_000)
        self.page: Page = context.new_page()
        self.watch = Watch(self.page, name=f"{name} {width}", scripts=scripts)

    # Going places

    def goes_to(self, address: str, *, refused: int = 0) -> None:
        self.page.goto(address)
        self.looks(refused=refused)

    def opens(self, words: str, *, within: str = "") -> None:
        """Follow the link of these words."""
        self._goes(self._named("a", words, self._part(within)))

    def presses(self, words: str, *, within: str = "", refused: int = 0) -> None:
        """Press the button of these words; `refused` is the status of a form that is not accepted."""
        self._goes(self._named("button", words, self._part(within)), refused=refused)

    def opens_in_menu(self, words: str) -> None:
        """Follow a link of the navigation, which a phone folds away."""
        if self.page.locator(".hk-menu__summary").is_visible():
            self.unfolds("Menu")
        self._goes(self._named("a", words, self.page.locator("nav")))

    def goes_home(self) -> None:
        self.goes_to("/")

    def unfolds(self, words: str) -> None:
        """Open what is folded under these words."""
        self._presses(self.page.locator("summary", has_text=words).first)

    def saves(self, words: str, *, tag: Literal["a", "button"] = "a") -> Saved:
        """Follow a link, or press a button, that gives a file, and return the file."""
        with self.page.expect_download() as waiting:
            self._presses(self._named(tag, words, self._part()))
        file = waiting.value
        return Saved(name=file.suggested_filename, content=Path(file.path()).read_bytes())

    def signs_in(self, email: str, password: str = PASSWORD, *, refused: int = 0) -> None:
        if "/account/sign-in/" not in self.page.url:
            self.goes_to("/account/sign-in/")
        self.types("E-mail address", email)
        self.types("Password", password)
        self.presses("Sign in", refused=refused)
        if self.heading == "The second step":
            self.types("Code", recovery_code())
            self.presses("Sign in")

    def signs_out(self) -> None:
        if not self.page.get_by_role("button", name="Sign out").first.is_visible():
            self.unfolds("Menu")
        self.presses("Sign out")

    # Filling in

    def types(self, label: str, words: str | int) -> None:
        self._types(self.page.get_by_label(label, exact=True), str(words))

    def dates(self, label: str, day: date) -> None:
        """Fill the three boxes of a date."""
        group = self.page.get_by_role("group", name=label)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._types(group.get_by_label(part, exact=True), str(number))

    def chooses(self, answer: str, *, of: str = "") -> None:
        """Choose one answer, where needed of the question `of`."""
        self._chooses(self._in_group(of).get_by_role("radio", name=answer, exact=True))

    def chooses_the_first(self, *, of: str) -> None:
        self._chooses(self._in_group(of).get_by_role("radio").first)

    def ticks(self, *answers: str, of: str = "") -> None:
        for answer in answers:
            self._ticks(self._in_group(of).get_by_role("checkbox", name=answer, exact=True))

    def ticks_the_first(self, answer: str) -> None:
        self._ticks(self.page.get_by_role("checkbox", name=answer).first)

    def picks(self, option: str, *, of: str) -> None:
        """Pick an option of a list that drops down."""
        self.page.get_by_label(of, exact=True).select_option(label=option)

    def uploads(self, label: str, file: Path) -> None:
        group = self.page.locator(".govuk-form-group", has_text=label)
        group.locator("input[type=file]").first.set_input_files(file)

    # Seeing

    def looks(self, *, refused: int = 0) -> None:
        self.watch.look(expected=(refused,) if refused else ())

    def reads(self, heading: str) -> None:
        """The page they are on has this heading."""
        expect(self.page.locator("h1")).to_have_text(re.compile(rf"^\s*{re.escape(heading)}\s*$"))

    def sees(self, *words: str) -> None:
        """These words stand on the page, where eyes can see them."""
        for line in words:
            expect(self.page.get_by_text(line).locator("visible=true").first).to_be_visible()

    def does_not_see(self, *words: str) -> None:
        for line in words:
            expect(self.page.get_by_text(line).locator("visible=true")).to_have_count(0)

    def turns(self, *, width: int) -> None:
        """Make the window as wide as a phone or a desk, and leave the page as it is."""
        self.page.set_viewport_size({"width": width, "height": SIZES[width]})

    def sees_above_the_fold(self, locator: Locator) -> None:
        """The whole of it can be seen without scrolling."""
        box, size = locator.bounding_box(), self.page.viewport_size
        assert box is not None
        assert size is not None
        assert box["y"] + box["height"] <= size["height"], f"below the fold: {box}"

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text().strip()

    @property
    def number(self) -> dict[str, int]:
        """The three numbers, by their words."""
        words = self.page.locator(".hk-three__word").all_inner_texts()
        figures = self.page.locator(".hk-three__number").all_inner_texts()
        return {word.strip(): int(figure) for word, figure in zip(words, figures, strict=True)}

    @property
    def next_job(self) -> str:
        return self.page.locator(".hk-next__title").inner_text().strip()

    # With a mouse; see KeyboardJourney for the other way

    def _presses(self, target: Locator) -> None:
        target.click()

    def _types(self, box: Locator, words: str) -> None:
        box.fill(words)

    def _chooses(self, radio: Locator) -> None:
        radio.check()

    def _ticks(self, box: Locator) -> None:
        box.check()

    def _named(self, tag: Literal["a", "button"], words: str, part: Locator) -> Locator:
        """What can be seen of these words; the whole of the words before a part of them."""
        seen = part.locator(tag).locator("visible=true")
        exact = seen.filter(has_text=re.compile(rf"^\s*{re.escape(words)}\s*$"))
        return (exact if exact.count() else seen.filter(has_text=words)).first

    def _part(self, words: str = "") -> Locator:
        """The smallest part of the page with these words, or the page."""
        if not words:
            return self.page.locator("body")
        parts = "section, fieldset, li, tr, form, details, .hk-summary__row"
        return self.page.locator(parts).filter(has_text=words).last

    def _in_group(self, question: str) -> Locator:
        return self.page.get_by_role("group", name=question).last if question else self.page.locator("main")

    def _goes(self, target: Locator, *, refused: int = 0) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self._presses(target)
        self.looks(refused=refused)


class KeyboardJourney(Journey):
    """The same person with no mouse: Tab, Enter, Space and the arrows, and always seeing where they are."""

    MOST_TABS = 250

    def _presses(self, target: Locator) -> None:
        self._tabs_to(target)
        self.page.keyboard.press("Enter")

    def _types(self, box: Locator, words: str) -> None:
        self._tabs_to(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def _chooses(self, radio: Locator) -> None:
        name = radio.get_attribute("name")
        group = self.page.locator(f"input[type=radio][name='{name}']")
        self._tabs_to(group)
        for _ in range(group.count()):
            if radio.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert radio.is_checked(), "the arrows and Space choose the answer"

    def _ticks(self, box: Locator) -> None:
        self._tabs_to(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def _tabs_to(self, target: Locator) -> None:
        """Press Tab until the target, or one of the targets, has the focus, and can be seen to have it."""
        for _ in range(self.MOST_TABS):
            if target.evaluate_all("all => all.some((one) => one === document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab never came to {target}")
        focused = self.page.locator(":focus")
        assert focused.evaluate("one => one.matches(':focus-visible')"), "the focus can be seen"
