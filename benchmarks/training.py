"""How fast it is worked out who is trained, for many homes at once, and what that takes of memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from django.db import transaction
from django.utils import timezone

from benchmarks.figures import Figure, queries_of
from benchmarks.scale import Scale
from benchmarks.seeding import seed_homes
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.models import Home, Homes
from havenkeep.people.models import Person, Post
from havenkeep.training import findings
from havenkeep.training.actions import NewCompletion, note_completions
from havenkeep.training.domain.outcomes import ALL_OUTCOMES
from havenkeep.training.domain.sources import Source
from havenkeep.training.models import Completion

A_HOME = 40
FEW = 10
A_SHEET = 5_000
MOST_QUERIES = 3
LEAST_HOMES = 200
MOST_MEGABYTES = 200


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure the two findings over homes of 40 people, and noting a sheet of completions."""
    now, on = timezone.now(), timezone.localdate()
    homes = seed_homes(scale.homes, at=now)
    with transaction.atomic():
        _staff(homes, on=on)
    seeded: Homes = Home.objects.filter(slug__startswith="seeded-house")
    few: Homes = seeded.filter(slug__in=[f"seeded-house-{number}" for number in range(FEW)])
    asked = queries_of(lambda: findings.everyone(homes=seeded, on=on))
    yield Figure(
        name=f"Who is trained in {len(homes):,} homes: queries",
        value=asked,
        unit="",
        most=MOST_QUERIES,
        queries=asked,
        note=f"{queries_of(lambda: findings.everyone(homes=few, on=on))} for {FEW} homes",
    )
    taken = median([_seconds(seeded, on=on) for _ in range(3)])
    yield Figure(
        name=f"Who is trained, {A_HOME} people a home, with the year ahead",
        value=len(homes) / taken,
        unit="homes a second on one core",
        least=LEAST_HOMES,
        queries=asked,
        note=f"{taken * 1_000:.0f} ms for {len(homes) * A_HOME:,} people",
    )
    yield Figure(
        name="Who is trained: peak memory of our own",
        value=_megabytes(seeded, on=on),
        unit="MB",
        most=MOST_MEGABYTES,
        note="with every home and person in one go",
    )
    leads = queries_of(lambda: findings.leads(homes=seeded, on=on))
    yield Figure(
        name="Training of the leads: queries", value=leads, unit="", most=MOST_QUERIES, queries=leads
    )
    yield _sheet(min(A_SHEET, len(homes) * A_HOME), on=on)


def _staff(homes: list[Home], *, on: date) -> None:
    now = timezone.now()
    people = Person.objects.bulk_create(
        [
            Person(
                provider=home.provider,
                name=f"Worker {number}",
                name_key=f"worker {number}",
                ref=f"{index:x}w{number}",
                made_at=now,
            )
            for index, home in enumerate(homes)
            for number in range(A_HOME)
        ],
        batch_size=2_000,
    )
    Post.objects.bulk_create(
        [
            Post(
                person=person,
                home=homes[index // A_HOME],
                engagement="employed",
                role="carer",
                started_on=on - timedelta(days=400),
                noted_at=now,
            )
            for index, person in enumerate(people)
        ],
        batch_size=2_000,
    )
    Completion.objects.bulk_create(
        [
            Completion(
                person=person,
                ref=f"{index:x}c{year}",
                course="everyone",
                title="Data security for everyone",
                completed_on=on - timedelta(days=365 * year + index % 350),
                source="lessons",
                rights=True,
                safekeeping=True,
                threats=True,
                reporting=True,
                noted_at=now,
            )
            for index, person in enumerate(people)
            for year in range(3)
            if index % 33
        ],
        batch_size=2_000,
    )


def _seconds(homes: Homes, *, on: date) -> float:
    begun = time.process_time()
    if not findings.everyone(homes=homes, on=on):
        raise RuntimeError("No home was judged.")
    return time.process_time() - begun


def _megabytes(homes: Homes, *, on: date) -> float:
    tracemalloc.start()
    try:
        findings.everyone(homes=homes, on=on)
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()


def _sheet(count: int, *, on: date) -> Figure:
    people = list(Person.objects.filter(name__startswith="Worker").order_by("pk")[:count])
    rows = [
        NewCompletion(
            person=person,
            course="elfh-dsa-1",
            title="NHS Data Security Awareness, level 1",
            completed_on=on,
            source=Source.SHEET,
            covers=ALL_OUTCOMES,
        )
        for person in people
    ]
    begun = time.perf_counter()
    noted = note_completions(rows=rows, by=SYSTEM, at=timezone.now())
    taken = time.perf_counter() - begun
    again = queries_of(lambda: note_completions(rows=rows, by=SYSTEM, at=timezone.now()))
    if noted.made != len(rows):
        raise RuntimeError("Some rows were left out.")
    return Figure(
        name=f"A sheet of {len(rows):,} completions noted",
        value=taken,
        unit="s",
        most=5,
        queries=again,
        note="queries: the same sheet again",
    )
