"""What runs in the background, and how often. One table; each row is safe to run twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from havenkeep.assessment.kept import refresh_stale
from havenkeep.background.domain.faults import WorkFailed
from havenkeep.background.running import Lane, Work
from havenkeep.evidence.tasks import sweep
from havenkeep.importing.actions import clear_expired
from havenkeep.keycards.actions import clear_old_links
from havenkeep.mail.tasks import clear_old, send_waiting
from havenkeep.needs.tasks import send_reminders
from havenkeep.upkeep.daily import back_up_daily
from havenkeep.upkeep.settling import settle_setup_key
from havenkeep.upkeep.trouble import Trouble


def clear_sessions(at: datetime) -> None:  # noqa: ARG001  # the store reads the clock itself
    """Delete sessions that have expired."""
    SessionStore.clear_expired()


def settle_setup(at: datetime) -> None:  # noqa: ARG001  # what is true does not hang on the time
    """Take the set-up key away once somebody has an account."""
    settle_setup_key(Path(settings.DATA))


def back_up(at: datetime) -> None:
    """Make the day's backup when the settings say where to put it and under which passphrase."""
    found = settings.ENVIRONMENT
    if found.backup_folder is None or found.backup_passphrase_file is None:
        return
    try:
        back_up_daily(
            data=Path(settings.DATA),
            folder=found.backup_folder,
            passphrase_file=found.backup_passphrase_file,
            at=at,
        )
    except Trouble as trouble:
        # The worker logs it and tries again later; the doctor says so.
        raise WorkFailed(str(trouble)) from trouble


def remind(at: datetime) -> None:
    """Write to those whose training is due; with a way there where a public address is set."""
    hosts = settings.ENVIRONMENT.hosts if settings.ENVIRONMENT.behind_proxy else ()
    send_reminders(at, site=f"https://{hosts[0]}" if hosts else "")


WORK = (
    Work(name="assessment.refresh_stale", every=timedelta(minutes=1), run=refresh_stale),
    Work(name="setup.key", every=timedelta(minutes=1), run=settle_setup),
    Work(name="evidence.sweep", every=timedelta(hours=6), run=sweep),
    Work(name="importing.clear_expired", every=timedelta(hours=1), run=clear_expired),
    Work(name="needs.remind", every=timedelta(days=1), hour=10, run=remind),
    Work(name="upkeep.back_up", every=timedelta(days=1), hour=1, run=back_up, budget=timedelta(hours=6)),
    Work(name="keycards.clear_links", every=timedelta(days=1), hour=4, run=clear_old_links),
    Work(name="sessions.clear", every=timedelta(days=1), hour=4, run=clear_sessions),
    Work(
        name="mail.send",
        every=timedelta(seconds=15),
        run=send_waiting,
        lane=Lane.MAIL,
        budget=timedelta(minutes=10),
    ),
    Work(name="mail.clear", every=timedelta(days=1), hour=4, run=clear_old),
)
