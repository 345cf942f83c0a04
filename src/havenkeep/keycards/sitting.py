"""What a session remembers of somebody who came by a card or a link: whose it is, by what, and on what."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.sessions.session import guard_of

KEY: Final = "own_sitting"
ON_A_TABLET: Final = timedelta(minutes=3)
# One page, which is read or answered for longer than that: only to it may one come back so late.
ON_A_LONG_PAGE: Final = timedelta(minutes=10)
LONG_PAGES: Final = {"lessons:lesson", "lessons:attempt", "joining:own_agreement", "joining:own_induction"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSitting:
    """`person`, `card` and `tablet` are keys of rows; no card, they came by a link by mail.

    `language` is the one that they read in, as kept on the staff list.
    """

    person: int
    card: int | None = None
    tablet: int | None = None
    language: str = ""

    @classmethod
    def of(cls, session: SessionBase) -> OwnSitting | None:
        """Return what the session says; None for who signed in another way since."""
        kept: dict[str, Any] | None = session.get(KEY)
        return None if kept is None or guard_of(session) is not Guard.OWN else cls(**kept)

    def keep(self, session: SessionBase) -> None:
        session[KEY] = asdict(self)

    @classmethod
    def read_in(cls, language: str, session: SessionBase) -> None:
        """Have the rest of a sitting speak another language."""
        sitting = cls.of(session)
        if sitting is not None:
            replace(sitting, language=language).keep(session)

    def idle(self, page: str) -> timedelta:
        """Return after how long without a page the sitting is over, for whoever asks for the view `page`."""
        usual = timedelta(minutes=settings.IDLE_MINUTES)
        if self.tablet is None:
            return usual
        return min(ON_A_LONG_PAGE if page in LONG_PAGES else ON_A_TABLET, usual)
