from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.installation import ROOT, Installation, fresh

KILLS = int(os.environ.get("HAVENKEEP_TEST_KILLS", "6"))
WRITER = Path(__file__).with_name("writing.py")
LOOK = """
import django, json
django.setup()
from havenkeep.assessment.models import Confirmation, Response, ResponseVersion
from havenkeep.audit.queries import verify
print(json.dumps({
    "values": {r.item: r.value for r in Response.objects.all()},
    "halves": [r.item for r in Response.objects.all() if r.value != r.comment],
    "unconfirmed": Response.objects.exclude(confirmations__in=Confirmation.objects.in_force()).count(),
    "versions": ResponseVersion.objects.count() + Response.objects.count(),
    "revisions": sum(Response.objects.values_list("revision", flat=True)),
    "broken": [report.stream for report in verify() if report.broken_at is not None],
}))
"""


def _write_until_killed(home: Installation, start: int, rng: random.Random) -> dict[str, int]:
    """Start the writer, kill it at a random moment, and return the last number said for each item."""
    environment = home.environment | {"DJANGO_SETTINGS_MODULE": "havenkeep.config.settings"}
    writer = subprocess.Popen(
        [sys.executable, str(WRITER), str(start)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(rng.uniform(0.0, 0.4))
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    said: dict[str, int] = {}
    for line in (first + rest).splitlines():
        number, _, ref = line.partition(" ")
        if ref:
            said[ref] = int(number)
    return said


@pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])
@pytest.mark.parametrize("seed", [11])
def test_nothing_said_to_be_kept_is_lost_when_the_process_is_killed(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    home = fresh(tmp_path / "data")
    assert home.run("doctor").returncode == 0
    kept: dict[str, int] = {}
    start = 0
    for _ in range(KILLS):
        said = _write_until_killed(home, start, rng)
        assert said
        kept |= said
        start = max(said.values()) + 2
        found = json.loads(home.python(LOOK))
        for ref, number in kept.items():
            assert int(found["values"][ref].split()[1]) >= number
        assert found["halves"] == []
        assert found["unconfirmed"] == 0
        assert found["versions"] == found["revisions"]
        assert found["broken"] == []
