"""The national list of organisations: taking it in, and finding a service in it."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmarks.figures import Figure, medians, queries_of
from benchmarks.scale import FULL, Scale
from havenkeep.directory.models import Organisation
from havenkeep.directory.queries import search

NATIONAL = Path("../shared/data")
HEADINGS = (
    "Code",
    "Organisation Name",
    "Status",
    "Date Of Publication",
    "Primary Sector",
    "Commissioner (From ODS)",
)
NAME = "DSPT search results 09_09_2022 12_44_07.csv"
SEARCHES = ("the limes", "house", "st mary", "vl", "zzzz")


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure the import in a process of its own, for its memory, and some searches."""
    with tempfile.TemporaryDirectory() as folder:
        file = _file(Path(folder), scale)
        connection.close()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.taking_in", str(settings.DATA), str(file)],
            capture_output=True,
            text=True,
            check=True,
        )
    seconds, peak, rows = (float(word) for word in done.stdout.split()[-3:])
    made_up = "" if file.parent == NATIONAL else ", made up"
    yield Figure(
        name=f"Taking in a national list of {rows:,.0f} organisations{made_up}",
        value=seconds,
        unit="s",
        note=f"{peak:.0f} MiB at most, {Organisation.objects.count():,} rows kept",
    )
    ways = {words: (lambda words=words: search(text=words)) for words in SEARCHES}
    asked = max(queries_of(way) for way in ways.values())
    taken = medians(ways, rounds=max(2, scale.rounds // 10))
    slowest = max(taken, key=lambda words: taken[words])
    yield Figure(
        name="Searching it, the slowest of a few",
        value=taken[slowest],
        unit="ms",
        queries=asked,
        note=", ".join(f"“{words}” {time:.0f}" for words, time in taken.items()),
    )


def _file(folder: Path, scale: Scale) -> Path:
    """Return the national file that lies beside the checkout, or a made-up one of its size."""
    there = NATIONAL / NAME
    if scale is FULL and there.is_file():
        return there
    made = folder / NAME
    with made.open("w", encoding="utf-8-sig", newline="") as stream:
        write = csv.writer(stream)
        write.writerow(HEADINGS)
        for number in range(scale.organisations):
            write.writerow(
                (
                    f"VX{number:05d}",
                    f"Seeded Hall {number}",
                    "21/22 Standards Met",
                    "30/06/2022",
                    "Social Care",
                    "",
                )
            )
    return made
