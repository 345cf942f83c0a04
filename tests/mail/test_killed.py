"""A worker that is killed sends nothing twice, and two workers never send the same message."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from tests.installation import ROOT, Installation
from tests.mail.post_office import HANG, HERE, Postbox, post_office

pytestmark = pytest.mark.allow_hosts([HERE, "localhost"])
NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
LEAVE = """
import django
django.setup()
from datetime import datetime
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.mail.actions import leave_message
for number in range({count}):
    leave_message(to=f"person{{number}}@example.org", subject="Hello", body="Text", kind="reminder",
        by=SYSTEM, at=datetime.fromisoformat("{at}"), key=f"tests:{{number}}")
"""
SEND = """
import sys, django
django.setup()
from datetime import datetime
from havenkeep.mail.sending import send_due
print("ready", flush=True)
sys.stdin.readline()
print(send_due(clock=lambda: datetime.fromisoformat("{at}"), by="{by}", enough=60), flush=True)
"""


def office(installation: Installation, postbox: Postbox) -> Installation:
    installation.extra = {"HAVENKEEP_SMTP_URL": f"smtp://{HERE}:{postbox.port}?from=care@example.org"}
    return installation


def sender(installation: Installation, *, by: str, at: datetime = NOW) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SEND.format(at=at.isoformat(), by=by)],
        env=installation.environment | {"DJANGO_SETTINGS_MODULE": "havenkeep.config.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.parametrize(
    ("step", "afterwards", "arrived"),
    [("RCPT", "sent", 1), ("DATA", "unsure", 1)],
)
def test_a_message_whose_sender_is_killed_never_goes_out_twice(
    installation: Installation, step: str, afterwards: str, arrived: int
) -> None:
    with post_office(**{step: HANG}) as postbox:
        office(installation, postbox).python(LEAVE.format(count=1, at=NOW.isoformat()))
        killed = sender(installation, by="killed")
        assert killed.stdin is not None
        killed.stdin.write("go\n")
        killed.stdin.flush()
        assert postbox.reached[step].wait(30)
        os.kill(killed.pid, signal.SIGKILL)
        killed.communicate()
        postbox.answers.clear()
        for minutes in (1, 10, 60):
            second = sender(installation, by="second", at=NOW + timedelta(minutes=minutes))
            second.communicate("go\n", timeout=60)
        assert installation.sql("SELECT state FROM mail_message") == [(afterwards,)]
        assert len(postbox.messages) == arrived


def test_two_workers_share_the_outbox_and_send_each_message_once(installation: Installation) -> None:
    with post_office() as postbox:
        office(installation, postbox).python(LEAVE.format(count=60, at=NOW.isoformat()))
        workers = [sender(installation, by=name) for name in ("one", "two")]
        for worker in workers:
            assert worker.stdout is not None
            worker.stdout.readline()
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        sent = [int(worker.communicate(timeout=60)[0]) for worker in workers]
        assert sum(sent) == 60
        assert sorted(postbox.to) == sorted(f"person{number}@example.org" for number in range(60))
        assert installation.sql("SELECT DISTINCT state, held_by FROM mail_message") == [("sent", "")]
