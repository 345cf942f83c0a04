"""Finding the one-time link that a token belongs to."""

from __future__ import annotations

import hashlib
from datetime import datetime

from havenkeep.identity.models import User, WayIn


def digest_of(token: str) -> str:
    """Return what is kept of a token: SHA-256, 64 hex characters. 256 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def way_in_of(digest: str, *, at: datetime) -> WayIn | None:
    """Return the link with this digest while it is good. One query."""
    return WayIn.objects.good(at=at).select_related("user").filter(digest=digest).first()


def person_with(email: str) -> User | None:
    """Return the person who signs in with this e-mail, whatever its case. One query."""
    return User.objects.filter(email=email.strip().casefold(), is_active=True).first()
