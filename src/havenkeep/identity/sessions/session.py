"""What a session remembers of its sign-in, so that no page asks the database about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from havenkeep.identity.domain.guard import Guard

KEY = "sitting"
PUT_OFF = "protection_put_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """When the session began and was last used, how it is protected, and its row in the list."""

    guard: Guard
    since: datetime
    seen: datetime
    row: int

    @classmethod
    def of(cls, session: SessionBase) -> Mark | None:
        """Return what the session says; None where nobody marked it."""
        kept: dict[str, Any] | None = session.get(KEY)
        if kept is None:
            return None
        return cls(
            guard=Guard(kept["guard"]),
            since=datetime.fromtimestamp(kept["since"], UTC),
            seen=datetime.fromtimestamp(kept["seen"], UTC),
            row=kept["row"],
        )

    def keep(self, session: SessionBase) -> None:
        session[KEY] = {
            "guard": self.guard.value,
            "since": self.since.timestamp(),
            "seen": self.seen.timestamp(),
            "row": self.row,
        }


def guard_of(session: SessionBase) -> Guard:
    """Return how a session is protected; one that nobody marked needs a second step."""
    mark = Mark.of(session)
    return mark.guard if mark is not None else Guard.NEEDED


def set_guard(session: SessionBase, guard: Guard) -> None:
    mark = Mark.of(session)
    if mark is not None:
        replace(mark, guard=guard).keep(session)


def is_near(request: HttpRequest) -> bool:
    """Say whether the browser is on the computer that runs Havenkeep, with nothing in between."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT or "X-Forwarded-For" in request.headers:
        return False
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}


def origin(request: HttpRequest) -> str:
    return "this computer" if is_near(request) else "network"
