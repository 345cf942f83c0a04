"""What the pages show on which people come in with a card or a link."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from havenkeep.keycards.actions import Tried
from havenkeep.keycards.domain.refusals import REFUSALS, Refusal, RefusalRow
from havenkeep.keycards.domain.tries import Outcome
from havenkeep.keycards.landing import is_own_page
from havenkeep.keycards.models import SharedTablet

FEW = 5
GONE = RefusalRow(
    title="This link is no longer good",
    sentence="It works once, for 30 minutes. Ask for a new one, or ask your manager.",
)
UNKNOWN = RefusalRow(
    title="This card does not work",
    sentence="Nobody’s card here looks like this. Check that the whole square was in the picture, "
    "or ask your manager for a new card.",
)
TABLET_GONE = RefusalRow(
    title="This link is no longer good",
    sentence="It sets up one tablet, once, within 30 minutes. Name the tablet again to get a new link.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """`tablet` is where one is, when it is a shared one; `wanted` the page that one is on the way to."""

    tablet: str
    home: str
    wanted: str

    @classmethod
    def of(cls, tablet: SharedTablet | None, *, wanted: str) -> StartPage:
        return cls(
            tablet=tablet.label if tablet else "",
            home=tablet.home.name if tablet else "",
            wanted=wanted if is_own_page(wanted) else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PinPage:
    name: str
    provider: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPage:
    row: RefusalRow

    @classmethod
    def of(cls, refusal: Refusal) -> RefusedPage:
        return cls(row=REFUSALS[refusal])


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage:
    shared: bool
    signed_in: bool
    on: str


def sentence_of(tried: Tried) -> str:
    """Say what came of a PIN that did not open the card."""
    more = f" {tried.left} more, and your manager has to open your card." if tried.left <= FEW else ""
    if tried.outcome is Outcome.WAIT and tried.until is not None:
        until = f"{timezone.localtime(tried.until):%H:%M}"
        return f"Wrong too often on this device. Wait until {until}, then try again.{more}"
    return f"This PIN is not right. Try again.{more}"
