"""What the page “Where you are signed in” shows."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.identity.models import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsPage:
    """`here` is the row of the session that looks."""

    sittings: tuple[Sitting, ...]
    here: int
