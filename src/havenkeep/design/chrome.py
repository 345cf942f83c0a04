"""What surrounds a page: whose place it is, where one may go, and how to leave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PRODUCT = "Havenkeep"


class Tone(StrEnum):
    """How loudly a notice speaks: amber is for soon, red only for harm."""

    CALM = "calm"
    SOON = "soon"
    HARM = "harm"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence at the top of the page, and where it may lead. `lang` is its language when not English."""

    text: str
    tone: Tone = Tone.CALM
    link_text: str = ""
    href: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavLink:
    """One place in the navigation; `icon` is a name from the sprite."""

    text: str
    href: str
    icon: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """All that the layout needs to know; empty strings leave a thing out.

    `sign_out_href` is posted to; `switch_href` leads to the other homes of this person.
    """

    product: str = PRODUCT
    product_href: str = "/"
    place_name: str = ""
    place_href: str = ""
    links: tuple[NavLink, ...] = ()
    account_name: str = ""
    account_href: str = ""
    sign_out_href: str = ""
    switch_href: str = ""
    notices: tuple[Notice, ...] = ()

    @classmethod
    def bare(cls) -> Chrome:
        """Return the surroundings of a page that belongs to no home, such as signing in or an error."""
        return cls()
