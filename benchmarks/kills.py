"""Pulling the plug on a writer again and again: how often something was lost or left half there."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmarks.figures import Figure
from benchmarks.scale import Scale
from tests.faults.killing import Killing, lost


def measure(scale: Scale) -> Iterator[Figure]:
    """Kill a program that answers, uploads, invites and so on; look each time at what is there."""
    connection.close()
    folder = Path(settings.DATA).parent
    environment = os.environ | {"HAVENKEEP_DATA": str(settings.DATA)}
    wrong: set[str] = set()
    begun = time.perf_counter()
    with Killing(environment, folder, random.Random(2026)) as killing:
        for _ in range(scale.kills):
            killing.kill_one()
            seen = killing.look()
            wrong |= {*lost(killing.said, seen), *seen["halves"], *seen["broken"]}
    minutes = (time.perf_counter() - begun) / 60
    acts = ", ".join(f"{deed} {count:,}" for deed, count in sorted(killing.by_deed.items()))
    yield Figure(
        name=f"Lost, half there or broken after {scale.kills} kills",
        value=len(wrong),
        unit="",
        most=0,
        note=f"{sum(killing.by_deed.values()):,} writes were said to be kept: {acts}; "
        f"{scale.kills / minutes:.0f} kills a minute",
    )
