"""Where somebody is signed in."""

from __future__ import annotations

from datetime import datetime

from havenkeep.identity.models import Sitting, User


def sittings_of(user: User, *, at: datetime) -> list[Sitting]:
    """Return the person's sessions, the one used last first. One query."""
    return list(user.sittings.all() & Sitting.objects.alive(at=at).order_by("-seen_at", "-pk"))
