"""What the pages show on which people come in with a card or a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from havenkeep.keycards.actions import Tried
from havenkeep.keycards.domain.refusals import Refusal
from havenkeep.keycards.domain.tries import Outcome
from havenkeep.keycards.domain.words import CardWords
from havenkeep.keycards.landing import is_own_page
from havenkeep.keycards.models import SharedTablet, SignInLink

FEW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """`tablet` is where one is, when it is a shared one; `wanted` the page that one is on the way to."""

    tablet: str
    home: str
    wanted: str
    words: CardWords

    @classmethod
    def of(cls, tablet: SharedTablet | None, *, wanted: str, words: CardWords) -> StartPage:
        return cls(
            words=words,
            tablet=tablet.label if tablet else "",
            home=tablet.home.name if tablet else "",
            wanted=wanted if is_own_page(wanted) else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PinPage:
    name: str
    provider: str
    first: bool
    words: CardWords


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """`mail` says that this installation sends e-mail."""

    mail: bool
    words: CardWords


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """`link` says which one the page asks about."""

    name: str
    provider: str
    link: int
    words: CardWords

    @classmethod
    def of(cls, link: SignInLink, *, words: CardWords) -> LinkPage:
        person = link.person
        return cls(name=person.name, provider=person.provider.name, link=link.pk, words=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPage:
    """Why somebody may not come in; `to_sign_in` leads to signing in with a password."""

    title: str
    sentence: str
    words: CardWords
    to_sign_in: bool = False

    @classmethod
    def of(cls, refusal: Refusal, *, words: CardWords) -> RefusedPage:
        return cls(
            title=getattr(words, f"{refusal}_title"),
            sentence=getattr(words, refusal),
            words=words,
            to_sign_in=refusal is Refusal.STRONGER,
        )

    @classmethod
    def gone(cls, words: CardWords) -> RefusedPage:
        return cls(title=words.gone_title, sentence=words.gone, words=words)

    @classmethod
    def unknown(cls, words: CardWords) -> RefusedPage:
        return cls(title=words.unknown_title, sentence=words.unknown, words=words)


TABLET_GONE: Final = (
    "It sets up one tablet, once, within 30 minutes. Name the tablet again to get a new link."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage:
    shared: bool
    signed_in: bool
    on: str
    words: CardWords


def sentence_of(tried: Tried, *, words: CardWords) -> str:
    """Say what came of a PIN that did not open the card."""
    sentence = words.pin_wrong
    if tried.outcome is Outcome.WAIT and tried.until is not None:
        sentence = words.pin_wait.format(until=f"{timezone.localtime(tried.until):%H:%M}")
    return f"{sentence} {words.pins_left.format(left=tried.left)}" if tried.left <= FEW else sentence
