"""The answer book of the sample home as files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from django.utils import timezone

from benchmarks.figures import Figure
from benchmarks.scale import Scale
from havenkeep.assessment.queries import standings
from havenkeep.organisations.models import Home
from havenkeep.reports.formats import FORMATS
from havenkeep.reports.queries import answer_book
from havenkeep.sample.actions import make_sample
from havenkeep.standards.queries import edition_in_force

MOST_SECONDS = {"pdf": 2.0, "xlsx": 0.5, "docx": None, "csv": None, "json": None}


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure each format from the database to the bytes."""
    provider = make_sample(at=timezone.now())
    home = provider.homes.select_related("provider", "profile").order_by("pk")[0]
    for extension, most in MOST_SECONDS.items():
        times, size = [], 0
        for _ in range(max(1, min(5, scale.rounds // 20))):
            begun = time.perf_counter()
            size = len(_write(home, extension))
            times.append(time.perf_counter() - begun)
        yield Figure(
            name=f"Answer book as {extension.upper()}",
            value=median(times),
            unit="s",
            most=most,
            note=f"{size / 1024:.0f} KiB, the first {times[0]:.2f} s",
        )


def _write(home: Home, extension: str) -> bytes:
    now = timezone.now()
    on = timezone.localdate(now)
    laid = standings([home], edition_id=edition_in_force(on=on).id, on=on)[home.pk]
    return FORMATS[extension].write(answer_book(laid, place=home, made_at=now))
