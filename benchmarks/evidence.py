"""Locking and opening a file kept as proof, and looking through one in a process apart."""

from __future__ import annotations

import io
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pikepdf
from django.conf import settings

from benchmarks.figures import Figure
from benchmarks.scale import Scale
from havenkeep.evidence.judging.apart import judge_apart
from havenkeep.evidence.receiving import vault

MIB = 1024 * 1024
A_LONG_RUN = 10
LEAST_MIB_A_SECOND = 200
MOST_GROWTH_MIB = 16


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure one long file, in and out, and how much memory it takes."""
    size = 100 if scale.rounds >= A_LONG_RUN else 4
    rounds = 5 if scale.rounds >= A_LONG_RUN else 1
    piece = os.urandom(MIB)
    room = vault()
    name = room.keep([piece]).name
    before = _most_memory()
    stored, read = [], []
    for _ in range(rounds):
        room.remove(name)
        started = time.perf_counter()
        name = room.keep(piece for _ in range(size)).name
        stored.append(time.perf_counter() - started)
        started = time.perf_counter()
        room.check(name)
        read.append(time.perf_counter() - started)
    yield Figure(
        name=f"Locking {size} MiB and writing it safely to the disk",
        value=size / median(stored),
        unit="MiB/s",
        least=LEAST_MIB_A_SECOND,
    )
    yield Figure(
        name=f"Opening {size} MiB", value=size / median(read), unit="MiB/s", least=LEAST_MIB_A_SECOND
    )
    yield Figure(
        name=f"Memory more for {size} MiB than for 1 MiB",
        value=_most_memory() - before,
        unit="MiB",
        most=MOST_GROWTH_MIB,
    )
    yield Figure(
        name="Looking through a PDF in a process apart",
        value=1_000 * median(_seconds(_judge) for _ in range(rounds)),
        unit="ms",
    )


def _judge() -> None:
    with pikepdf.new() as pdf, io.BytesIO() as file:
        pdf.add_blank_page()
        pdf.save(file)
        judge_apart(file, name="a.pdf", folder=Path(settings.INCOMING))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _most_memory() -> float:
    """Return the most memory this process has taken so far, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / MIB if sys.platform == "darwin" else most / 1024
