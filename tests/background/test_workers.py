"""Real workers in processes of their own: taking turns, being killed, and hanging."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.installation import ROOT, Installation, wait_for

TURNS = """
import os, sys, time, django
django.setup()
from datetime import UTC, datetime, timedelta
from pathlib import Path
from havenkeep.background.running import Running, Work, run_due
told = Path(sys.argv[1])

def tell(word):
    with told.open("a") as file:
        file.write(f"{os.getpid()} {word}\\n")

def piece(at):
    tell("begins")
    time.sleep(float(sys.argv[2]))
    tell("ends")

work = [Work(name="tests.turns", every=timedelta(milliseconds=20), run=piece)]
running, until = Running(), time.monotonic() + 4
while time.monotonic() < until:
    run_due(work, at=datetime.now(UTC) + timedelta(minutes=float(sys.argv[3])), running=running)
"""
HANGS = """
import threading, django
django.setup()
from datetime import UTC, datetime, timedelta
from havenkeep.background.models import Beat
from havenkeep.background.running import Lane, Work
from havenkeep.background.worker import serve
mails = []
work = [
    Work(name="tests.hangs", every=timedelta(minutes=1), run=lambda at: threading.Event().wait(),
        budget=timedelta(seconds=1)),
    Work(name="tests.mail", every=timedelta(milliseconds=50), run=mails.append, lane=Lane.MAIL),
]
well = serve(work, clock=lambda: datetime.now(UTC), stop=threading.Event(), pause=0.05, heartbeat=0.2)
print(well, len(mails) > 3, Beat.objects.get(name="tests.hangs").error)
"""
BREAKS = """
import threading, django
django.setup()
from datetime import UTC, datetime, timedelta
from havenkeep.background.running import Work
from havenkeep.background.worker import serve
work = [Work(name="tests.breaks", every=timedelta(minutes=1), run=lambda at: exec("assert False"))]
print(serve(work, clock=lambda: datetime.now(UTC), stop=threading.Event(), pause=0.05, heartbeat=0.2))
"""


def worker(
    installation: Installation, told: Path, *, lasting: float, later: float = 0.0
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", TURNS, str(told), str(lasting), str(later)],
        env=installation.environment | {"DJANGO_SETTINGS_MODULE": "havenkeep.config.settings"},
        cwd=ROOT,
    )


def lines(told: Path) -> list[list[str]]:
    return [line.split() for line in told.read_text().splitlines()] if told.exists() else []


def test_two_workers_never_run_one_piece_at_the_same_time(installation: Installation, tmp_path: Path) -> None:
    told = tmp_path / "told"
    both = [worker(installation, told, lasting=0.02) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    found = lines(told)
    assert len(found) > 10
    for begins, ends in zip(found[::2], found[1::2], strict=True):
        assert (begins[0], "begins", "ends") == (ends[0], begins[1], ends[1])


def test_the_piece_of_a_killed_worker_is_taken_over_once_it_was_silent_too_long(
    installation: Installation, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    killed = worker(installation, told, lasting=60)
    wait_for(lambda: lines(told), seconds=40)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    soon, later = tmp_path / "soon", tmp_path / "later"
    assert worker(installation, soon, lasting=0.02, later=2).wait(60) == 0
    assert lines(soon) == []
    assert worker(installation, later, lasting=0.02, later=4).wait(60) == 0
    assert lines(later)
    assert installation.sql("SELECT failures FROM background_beat WHERE name = 'tests.turns'") == [(0,)]


def test_a_piece_that_hangs_ends_the_worker_and_mail_goes_on_until_then(installation: Installation) -> None:
    told = installation.python(HANGS)
    assert told.splitlines()[-1] == "False True It took longer than it may, so it was ended."


def test_a_piece_that_breaks_in_a_way_nobody_thought_of_ends_the_worker(installation: Installation) -> None:
    assert installation.python(BREAKS).splitlines()[-1] == "False"
