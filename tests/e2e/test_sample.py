"""The sample, looked at page by page: everything that its links lead to."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.e2e import setting_up
from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage

pytestmark = pytest.mark.e2e
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
HEADING = re.compile(r"<h1\b")
FIRST_STATE = re.compile(r'class="hk-tag (hk-tag--[\w-]+)')
# One home, item or proof of many: its page is looked at once in each state.
ONE_OF_MANY = re.compile(
    r"/(homes|items|topics|plan|people|here|evidence|everyone|lead|manager|roles|names)/(?!new/)[^/]+(?=/)"
)
OF_ONE_KIND = 12  # enough of the same page to meet its states
REF = re.compile(r"/[abcdefghjkmnpqrstuvwxyz2-9]{8}(?=/)")


def test_every_page_that_the_sample_leads_to_is_whole(visit: Begin) -> None:
    visitor = visit(Stage.SAMPLE)
    setting_up.looks_around_the_sample(visitor)
    for address in one_of_each_kind(visitor):
        visitor.goes_to(address)
        visitor.turns(width=320)
        visitor.looks()
        visitor.turns(width=1280)


def one_of_each_kind(visitor: Journey) -> list[str]:
    """Ask for everything that links lead to, from where the visitor is; return one page of each kind."""
    waiting, known, kinds = [visitor.page.url], {visitor.page.url}, dict[str, str]()
    asked = Counter[str]()
    while waiting:
        address = waiting.pop()
        asked[path_of(address)[0]] += 1
        if asked[path_of(address)[0]] > OF_ONE_KIND:
            continue
        answer = visitor.page.request.get(address)
        assert answer.ok, f"{answer.status} {address}"
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        words = answer.text()
        assert len(HEADING.findall(words)) == 1, f"one h1 at {address}"
        kinds.setdefault(kind_of(address, words), address)
        for link in links_in(words, of=answer.url) - known:
            known.add(link)
            waiting.append(link)
    assert len(known) > 150
    return list(kinds.values())


def links_in(words: str, *, of: str) -> set[str]:
    """Return the addresses on this server that a page links to, lists only as they are first shown."""
    found = {urldefrag(urljoin(of, unescape(href))).url for href in LINK.findall(words)}
    return {href for href in found if urlsplit(href).netloc == urlsplit(of).netloc and "?" not in href}


def kind_of(address: str, words: str) -> str:
    path, many = path_of(address)
    state = FIRST_STATE.search(words) if many > 1 else None
    return f"{path} {state[1]}" if state else path


def path_of(address: str) -> tuple[str, int]:
    """Return a page's path without whose it is, and how many names of things it held."""
    path, many = ONE_OF_MANY.subn(r"/\1/*", urlsplit(address).path)
    return REF.sub("/*", path), many
