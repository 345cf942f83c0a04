"""A figure with its aim, and medians that are measured side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number. `most` and `least` are its aim; `queries` is how often the database was asked."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    queries: int | None = None
    note: str = ""

    @property
    def aim(self) -> str:
        if self.most is not None:
            return f"≤ {self.most:g}"
        return f"≥ {self.least:g}" if self.least is not None else ""

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.most is not None:
            return self.value <= self.most
        return self.value >= self.least if self.least is not None else None

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "aim": self.aim,
            "met": self.met,
            "queries": self.queries,
            "note": self.note,
        }


def medians(
    ways: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    before: Mapping[str, Callable[[], object]] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Return the median milliseconds of each way. One of each in every round, so that all share the weather.

    `before` is done ahead of a way's clock. `time.process_time` does not count what other programs take.
    """
    taken: dict[str, list[float]] = {name: [] for name in ways}
    ahead = before or {}
    for _ in range(rounds):
        for name, way in ways.items():
            if name in ahead:
                ahead[name]()
            begun = clock()
            way()
            taken[name].append((clock() - begun) * 1_000)
    return {name: median(times) for name, times in taken.items()}


def queries_of(way: Callable[[], object]) -> int:
    """Return how often the database is asked."""
    with CaptureQueriesContext(connection) as asked:
        way()
    return len(asked)
