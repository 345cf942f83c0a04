"""How many homes stand are worked out in a second, and whether more homes ask the database more often."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from statistics import median

from django.utils import timezone

from benchmarks.figures import Figure, queries_of
from benchmarks.scale import Scale
from benchmarks.seeding import seed_homes
from havenkeep.assessment.kept import refresh_stale
from havenkeep.assessment.models import Judgement
from havenkeep.assessment.queries import standings
from havenkeep.organisations.models import Home
from havenkeep.standards.queries import edition_in_force

LEAST_HOMES = 500
FEW = 10


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure `standings` over many homes with kept findings, and judging them afresh."""
    seed_homes(scale.homes, at=timezone.now())
    seeded = Home.objects.filter(slug__startswith="seeded-house").select_related("provider", "profile")
    homes = list(seeded.order_by("pk"))
    begun = time.process_time()
    refresh_stale(timezone.now())
    judged = time.process_time() - begun
    few, all_of_them = queries_of(lambda: _stand(homes[:FEW])), queries_of(lambda: _stand(homes))
    taken = median([_seconds(homes) for _ in range(max(2, scale.rounds // 20))])
    yield Figure(
        name=f"Standing of {len(homes):,} homes: queries more than for {FEW}",
        value=all_of_them - few,
        unit="",
        most=0,
        queries=all_of_them,
    )
    yield Figure(
        name="Standing, 45 answers each, kept findings",
        value=len(homes) / taken,
        unit="homes a second on one core",
        least=LEAST_HOMES,
        queries=all_of_them,
        note=f"{taken * 1_000:.0f} ms for {len(homes):,}",
    )
    yield Figure(
        name="Judging every home afresh, and keeping it",
        value=len(homes) / judged,
        unit="homes a second on one core",
        note=f"{judged * 1_000:.0f} ms, {Judgement.objects.count():,} findings",
    )


def _stand(homes: Sequence[Home]) -> None:
    on = timezone.localdate()
    laid = standings(homes, edition_id=edition_in_force(on=on).id, on=on)
    if len(laid) != len(homes):
        raise RuntimeError("Some homes were left out.")


def _seconds(homes: Sequence[Home]) -> float:
    begun = time.process_time()
    _stand(homes)
    return time.process_time() - begun
