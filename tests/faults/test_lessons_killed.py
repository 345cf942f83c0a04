"""The server is killed while a company learns: whoever was told that they passed has passed."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from benchmarks.learner import Learner, Refused
from havenkeep.lessons.domain.course import load_course
from tests.installation import ROOT, Installation
from tests.learners import Signed

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "localhost"])
MORE_THAN_A_FEW_PHONES = 80


def learners_of(installation: Installation, *, count: int) -> list[Signed]:
    installation.python("import django; django.setup(); from tests.faults.mix import Place; Place.of()")
    told = subprocess.run(
        [sys.executable, "-m", "tests.learners", str(count)],
        cwd=ROOT,
        env=installation.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Signed(**one) for one in json.loads(told.stdout)]


def learner(signed: Signed, *, port: int) -> Learner:
    return Learner(signed=signed, port=port, course=load_course("everyone"), think=lambda: None)


def test_no_completion_is_lost_when_the_server_is_killed_mid_load(installation: Installation) -> None:
    people = learners_of(installation, count=40)
    told: list[str] = []
    some = threading.Event()

    def learn(one: Signed) -> None:
        who = learner(one, port=port)
        with suppress(Refused, OSError, http.client.HTTPException):
            who.quiz()
            told.append(one.person)
            if len(told) >= 5:
                some.set()
        who.close()

    with installation.started("--no-browser") as running:
        port = running.port
        with ThreadPoolExecutor(max_workers=8) as pool:
            waiting = [pool.submit(learn, one) for one in people]
            assert some.wait(60)
            os.kill(running.children()["server"], signal.SIGKILL)
            for one in waiting:
                one.result()
    assert len(told) >= 5
    noted = "SELECT p.ref FROM training_completion JOIN people_person p ON p.id = person_id"
    kept = {str(ref) for (ref,) in installation.sql(noted)}
    assert set(told) <= kept
    half = "SELECT count(*) FROM lessons_quizattempt WHERE passed"
    assert installation.sql(half) == [(len(kept),)]


def test_phones_that_keep_their_connection_open_leave_room_for_the_next(installation: Installation) -> None:
    with installation.started("--no-browser") as running:
        phones = [
            http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
            for _ in range(MORE_THAN_A_FEW_PHONES)
        ]
        for phone in phones:
            phone.request("GET", "/healthz")
            assert phone.getresponse().read() == b"ok"
        for phone in phones:
            phone.close()
