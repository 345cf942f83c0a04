"""What runs in the background, and how often. One table; each row is safe to run twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from havenkeep.assessment.kept import refresh_stale
from havenkeep.background.worker import Work
from havenkeep.evidence.tasks import sweep
from havenkeep.importing.actions import clear_expired
from havenkeep.upkeep.settling import settle_setup_key


def clear_sessions(at: datetime) -> None:  # noqa: ARG001  # the store reads the clock itself
    """Delete sessions that have expired."""
    SessionStore.clear_expired()


def settle_setup(at: datetime) -> None:  # noqa: ARG001  # what is true does not hang on the time
    """Take the set-up key away once somebody has an account."""
    settle_setup_key(Path(settings.DATA))


WORK = (
    Work(name="assessment.refresh_stale", every=timedelta(minutes=1), run=refresh_stale),
    Work(name="setup.key", every=timedelta(minutes=1), run=settle_setup),
    Work(name="evidence.sweep", every=timedelta(hours=6), run=sweep),
    Work(name="importing.clear_expired", every=timedelta(hours=1), run=clear_expired),
    Work(name="sessions.clear", every=timedelta(days=1), run=clear_sessions),
)
