"""What runs in the background, and how often. One table; each row is safe to run twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore

from havenkeep.assessment.kept import refresh_stale
from havenkeep.background.worker import Work


def clear_sessions(at: datetime) -> None:  # noqa: ARG001  # the store reads the clock itself
    """Delete sessions that have expired."""
    SessionStore.clear_expired()


WORK = (
    Work(name="assessment.refresh_stale", every=timedelta(minutes=1), run=refresh_stale),
    Work(name="sessions.clear", every=timedelta(days=1), run=clear_sessions),
)
