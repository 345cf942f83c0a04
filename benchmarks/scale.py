"""How much is measured: all of it, or just enough to see that every benchmark runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """`homes` are seeded, each with a full submission; `rounds` make a median; `pages` are fetched.

    `kills` is how often a writer is killed; `proofs`, each with a file, are taken along; `people` stand in
    a rota that is brought in. `learners` do lessons at once for `load_seconds`.
    """

    homes: int
    rounds: int
    saves: int
    pages: int
    starts: int
    organisations: int
    kills: int
    proofs: int
    people: int
    learners: int
    load_seconds: int


FULL = Scale(
    homes=1_000,
    rounds=100,
    saves=300,
    pages=200,
    starts=3,
    organisations=64_201,
    kills=300,
    proofs=10_000,
    people=5_000,
    learners=200,
    load_seconds=60,
)
QUICK = Scale(
    homes=20,
    rounds=2,
    saves=4,
    pages=10,
    starts=1,
    organisations=300,
    kills=3,
    proofs=50,
    people=60,
    learners=6,
    load_seconds=2,
)
SCALES = {"full": FULL, "quick": QUICK}
