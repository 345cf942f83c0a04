"""Where people come to who signed in with a card or a link: where they wanted to go, or their own page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from urllib.parse import unquote, urlencode, urlsplit

from django.contrib.sessions.backends.base import SessionBase
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

KEY: Final = "own_way"
WITHIN: Final = timedelta(minutes=15)  # after that, somebody else may hold the phone
OWN_PAGES: Final = ("/me/", "/talk/")  # all that a card or a link opens


def own_start() -> str:
    """Return the address of one's own page."""
    return reverse("lessons:me")


def card_start(wanted: str = "") -> str:
    """Return the address at which one shows a card, to go on from there to `wanted` if one may."""
    query = "?" + urlencode({"next": wanted}) if is_own_page(wanted) else ""
    return reverse("keycards:start") + query


def is_own_page(address: str) -> bool:
    """Say whether an address, from anywhere, is a page here that a card or a link opens."""
    local = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    if not local or not address.startswith(OWN_PAGES):
        return False
    steps = unquote(urlsplit(address).path).replace("\\", "/").split("/")
    return ".." not in steps


def remember_way(session: SessionBase, address: str, *, at: datetime) -> None:
    """Keep where somebody wants to go until they have shown their card; anything else is left out.

    Never on a shared tablet, where the next to show a card may be somebody else.
    """
    if is_own_page(address):
        session[KEY] = {"to": address, "until": (at + WITHIN).isoformat()}


def landing(session: SessionBase, *, person: str, at: datetime) -> str:
    """Return where somebody wanted to go, once; their own page when nothing is kept.

    `person` is their ref. A phone is lent: what its owner had open is not for whoever shows a card there.
    """
    kept: dict[str, str] | None = session.pop(KEY, None)
    if kept is None or datetime.fromisoformat(kept["until"]) < at:
        return own_start()
    return own_start() if _owner(kept["to"]) not in {"", person} else kept["to"]


def _owner(address: str) -> str:
    """Return the ref of the person whose page an own page is; empty where it is anybody's."""
    try:
        return str(resolve(unquote(urlsplit(address).path)).kwargs.get("person", ""))
    except Resolver404:
        return ""
