"""The real command: how soon a second start answers, and what memory server and worker take together."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection
from django.utils import timezone

from benchmarks.figures import Figure
from benchmarks.pages import signed_in
from benchmarks.scale import Scale
from havenkeep.organisations.models import Home
from havenkeep.sample.actions import make_sample
from havenkeep.sample.queries import sample_homes
from havenkeep.standards.queries import edition_in_force

MOST_MIB = 250
MOST_SECONDS = 3.0
PATIENCE = 60.0
WORKER_AT_WORK = 2.0  # seconds; the worker's first round is over by then


def measure(scale: Scale) -> Iterator[Figure]:
    """Start the real thing on the folder with the sample in it."""
    home = sample_homes(make_sample(at=timezone.now()))[0]
    cookie = signed_in(home).cookies[settings.SESSION_COOKIE_NAME].value
    connection.close()
    waits: list[float] = []
    for start in range(scale.starts):
        with started() as (process, port, waited):
            waits.append(waited)
            if start == scale.starts - 1:
                _read_pages(port, cookie=cookie, home=home, pages=scale.pages)
                time.sleep(WORKER_AT_WORK)
                parts = memory(process.pid)
    yield Figure(
        name="A second start, until it answers",
        value=median(waits),
        unit="s",
        most=MOST_SECONDS,
    )
    told = ", ".join(f"{name} {size:.0f}" for name, size in parts.items())
    yield Figure(
        name=f"Memory of server, worker and start after {scale.pages} pages (PSS)",
        value=sum(parts.values()),
        unit="MiB",
        most=MOST_MIB,
        note=told,
    )


@contextmanager
def started() -> Iterator[tuple[subprocess.Popen[bytes], int, float]]:
    """Run `havenkeep start` on the folder; give its process, its port and the seconds until it answered."""
    port = _free_port()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "havenkeep", "start", "--no-browser", "--port", str(port)],
        env=_usual() | {"HAVENKEEP_DATA": str(settings.DATA), "CI": "1"},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise RuntimeError("It did not start.")
            time.sleep(0.02)
        yield process, port, time.perf_counter() - begun
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def _usual() -> dict[str, str]:
    """Return the environment as people have it: what Python compiled at the first start is kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def memory(pid: int) -> dict[str, float]:
    """Return the proportional memory in MiB of a process and all below it, by what each is. Linux only."""
    parents, words = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            words[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
    found: dict[str, float] = {}
    for one in sorted(_tree(pid, parents)):
        name = _name(words[one])
        found[name] = found.get(name, 0.0) + _pss(one)
    return found


def _tree(pid: int, parents: dict[int, int]) -> set[int]:
    below = {pid}
    while True:
        more = {child for child, parent in parents.items() if parent in below} - below
        if not more:
            return below
        below |= more


def _name(words: str) -> str:
    for part, name in (("cli.serving", "server"), ("cli.work", "worker"), ("start", "start")):
        if part in words:
            return name
    return "other"


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read_pages(port: int, *, cookie: str, home: Home, pages: int) -> None:
    base = f"/homes/{home.ref}/"
    edition = edition_in_force(on=timezone.localdate())
    addresses = [
        base,
        f"{base}assessment/",
        f"{base}assessment/left/",
        f"{base}assessment/plan/",
        f"{base}book/",
    ]
    addresses += [f"{base}assessment/topics/{topic.slug}/" for topic in edition.topics]
    addresses += [f"{base}assessment/items/{item.ref}/" for item in edition.items]
    for number in range(pages):
        status = get(port, addresses[number % len(addresses)], cookie=cookie)
        if status != 200:
            raise RuntimeError(f"{addresses[number % len(addresses)]} answered {status}")


def get(port: int, address: str, *, cookie: str = "") -> int:
    """Ask the server for a page on a connection of its own, and return the status."""
    connected = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"} if cookie else {}
        connected.request("GET", address, headers=headers)
        answer = connected.getresponse()
        answer.read()
        return answer.status
    finally:
        connected.close()


def _answers(port: int) -> bool:
    try:
        return get(port, "/healthz") == 200
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
