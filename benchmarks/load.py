"""A whole company at its lessons at once: the real server on SQLite, and the people on the same two cores."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

from django.db import connection
from django.utils import timezone

from benchmarks.figures import Figure
from benchmarks.learner import Learner, Refused, TimeIsUp
from benchmarks.processes import get, started
from benchmarks.scale import Scale
from havenkeep.lessons.domain.course import load_course
from havenkeep.sample.actions import make_sample
from havenkeep.training.models import Completion
from tests.learners import Signed, make_learners

MOST_MS = 500.0
FASTEST_READER, SLOWEST_READER = 5.0, 15.0  # seconds on one screen
SATURATED_SHARE = 4  # how much shorter nobody thinks than everybody reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What came of a crowd: the milliseconds of every answer, errors, and who was told that they passed."""

    taken: Sequence[tuple[str, float]]
    empty: Sequence[float]
    errors: Sequence[str]
    passed: frozenset[str]
    seconds: float

    @property
    def all_ms(self) -> list[float]:
        return [seconds * 1_000 for _, seconds in self.taken]


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure everyone reading at a human pace, then everyone with no pause at all."""
    make_sample(at=timezone.now())
    people = make_learners(scale.learners, at=timezone.now())
    connection.close()
    with started() as (_, port, _):
        paced = crowd(people, port=port, seconds=scale.load_seconds, thinks=True)
        hurried = crowd(
            people, port=port, seconds=max(2, scale.load_seconds // SATURATED_SHARE), thinks=False
        )
    yield from _told(paced, f"{len(people)} people at their lessons", most=MOST_MS)
    yield from _told(hurried, f"{len(people)} people who never stop to read", most=None)
    noted = set(Completion.objects.values_list("person__ref", flat=True))
    said = paced.passed | hurried.passed
    yield Figure(
        name="Quizzes said to be passed that are no completion",
        value=len(said - noted),
        unit="",
        most=0,
        note=f"{len(said):,} people passed",
    )


def crowd(people: Sequence[Signed], *, port: int, seconds: float, thinks: bool) -> Load:
    """Let everyone learn for so long, each on their own connection, beside somebody asking for nothing."""
    until, over = time.monotonic() + seconds, threading.Event()
    errors: list[str] = []
    passed: set[str] = set()
    pace = min(1.0, seconds / 60) if thinks else 0.0
    learners = [
        _learner(one, port=port, number=number, pace=pace, until=until) for number, one in enumerate(people)
    ]

    def learn(number: int) -> None:
        learner, chance = learners[number], random.Random(number)
        time.sleep(chance.uniform(0, SLOWEST_READER * pace))
        lesson = number
        try:
            while True:
                learner.think()
                if chance.random() < 0.25:
                    learner.quiz()
                    passed.add(learner.signed.person)
                else:
                    learner.lesson(lesson)
                    lesson += 1
        except TimeIsUp:
            pass
        except (Refused, OSError) as wrong:
            errors.append(f"{type(wrong).__name__}: {wrong}")
        finally:
            learner.close()

    empty: list[float] = []
    watcher = threading.Thread(target=_ask_for_nothing, args=(port, over, empty))
    watcher.start()
    begun = time.monotonic()
    with ThreadPoolExecutor(max_workers=len(people)) as pool:
        list(pool.map(learn, range(len(people))))
    over.set()
    watcher.join()
    return Load(
        taken=[one for learner in learners for one in learner.taken],
        empty=empty,
        errors=errors,
        passed=frozenset(passed),
        seconds=time.monotonic() - begun,
    )


def _learner(signed: Signed, *, port: int, number: int, pace: float, until: float) -> Learner:
    chance = random.Random(1_000 + number)

    def think() -> None:
        if time.monotonic() > until:
            raise TimeIsUp
        time.sleep(chance.uniform(FASTEST_READER, SLOWEST_READER) * pace)

    return Learner(
        signed=signed,
        port=port,
        course=load_course("everyone"),
        think=think,
    )


def _ask_for_nothing(port: int, over: threading.Event, taken: list[float]) -> None:
    while not over.wait(0.25):
        begun = time.perf_counter()
        get(port, "/healthz")
        taken.append((time.perf_counter() - begun) * 1_000)


def _told(load: Load, who: str, *, most: float | None) -> Iterator[Figure]:
    kinds = Counter(what for what, _ in load.taken)
    told = ", ".join(f"{what} {count:,}" for what, count in kinds.most_common())
    a_second = len(load.taken) / load.seconds
    yield Figure(
        name=f"{who}: errors",
        value=len(load.errors),
        unit="",
        most=0,
        note="; ".join(sorted(set(load.errors))[:3]) or f"{len(load.taken):,} answers: {told}",
    )
    yield Figure(
        name=f"{who}: 95 of 100 answers within",
        value=_p95(load.all_ms),
        unit="ms",
        most=most,
        note=f"{a_second:.0f} answers a second; server and people share the cores",
    )
    yield Figure(
        name=f"{who}: an empty view meanwhile, 95 of 100 within",
        value=_p95(load.empty),
        unit="ms",
        note=f"{len(load.empty)} times /healthz on a connection of its own",
    )


def _p95(taken: Sequence[float]) -> float:
    return quantiles(taken, n=20)[-1] if len(taken) > 1 else sum(taken)
