"""What a session remembers of somebody who came by a card or a link: whose it is, by what, and on what."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.sessions.session import guard_of

KEY: Final = "own_sitting"
ON_A_TABLET: Final = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSitting:
    """`person`, `card` and `tablet` are keys of rows; no card, they came by a link by mail."""

    person: int
    card: int | None = None
    tablet: int | None = None

    @classmethod
    def of(cls, session: SessionBase) -> OwnSitting | None:
        """Return what the session says; None for who signed in another way since."""
        kept: dict[str, Any] | None = session.get(KEY)
        return None if kept is None or guard_of(session) is not Guard.OWN else cls(**kept)

    def keep(self, session: SessionBase) -> None:
        session[KEY] = asdict(self)

    @property
    def idle(self) -> timedelta:
        """Return after how long without a page the sitting is over."""
        usual = timedelta(minutes=settings.IDLE_MINUTES)
        return usual if self.tablet is None else min(ON_A_TABLET, usual)
