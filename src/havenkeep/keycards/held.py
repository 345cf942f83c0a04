"""What was shown in a browser and is to be gone on with: a card until its PIN, a link until its button.

It waits for a while only: nobody is to go on with what somebody else left there. The page says which one it
asks about, and sends that along: in a second window another may have been shown.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

WITHIN: Final = timedelta(minutes=15)


def hold(session: SessionBase, key: str, digest: str, *, at: datetime) -> None:
    """Keep the digest of what was shown."""
    session[key] = {"digest": digest, "since": at.timestamp()}


def held(session: SessionBase, key: str, *, at: datetime, within: timedelta = WITHIN) -> str:
    """Return the digest of what was shown; nothing when that was too long ago."""
    kept = session.get(key)
    if kept is None or at.timestamp() - kept["since"] > within.total_seconds():
        return ""
    return str(kept["digest"])
