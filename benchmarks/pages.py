"""Pages of the sample home: how often they ask the database, and how they compare with an empty page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count, cycle

from django.test import Client, override_settings
from django.utils import timezone

from benchmarks.figures import Figure, medians, queries_of
from benchmarks.scale import Scale
from havenkeep.assessment.models import Judgement
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.governance.actions import note_systems
from havenkeep.governance.domain.nhs_systems import Use
from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.sessions.session import Mark
from havenkeep.organisations.models import Home
from havenkeep.sample.actions import make_sample
from havenkeep.sample.queries import sample_homes, sample_manager
from havenkeep.standards.queries import edition_in_force

MOST_QUERIES = 12
MOST_RATIO = 3.0


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure front page, topic page and item page with fresh findings, and the recompute after a write."""
    with override_settings(ROOT_URLCONF="benchmarks.urls"):
        yield from _measured(scale)


def _measured(scale: Scale) -> Iterator[Figure]:
    home = sample_homes(make_sample(at=timezone.now()))[0]
    client = signed_in(home)
    pages = {name: [partial(fetch, client, one) for one in found] for name, found in _addresses(home).items()}
    for page in (one for found in pages.values() for one in found):
        page()
    asked = {name: max(queries_of(page) for page in found) for name, found in pages.items()}
    ways = {name: _turning(found) for name, found in pages.items()}
    taken = medians(ways, rounds=scale.rounds, clock=time.process_time)
    yield Figure(
        name="Empty page in the same layout", value=taken["Empty"], unit="ms", queries=asked["Empty"]
    )
    for name in [name for name in pages if name != "Empty"]:
        yield Figure(
            name=f"{name}, fresh findings: queries, the most of {len(pages[name])}",
            value=asked[name],
            unit="",
            most=MOST_QUERIES,
        )
        yield Figure(
            name=f"{name}, fresh findings: time to an empty page",
            value=taken[name] / taken["Empty"],
            unit="×",
            most=MOST_RATIO,
            note=f"{taken[name]:.1f} ms of processor time",
        )
    yield from _recompute(home, pages["Front page"][0], fresh=taken["Front page"], scale=scale)


def _turning(pages: Sequence[Callable[[], object]]) -> Callable[[], object]:
    """Return what fetches the next page each time, and begins again after the last."""
    turn = cycle(pages)

    def fetch_next() -> object:
        return next(turn)()

    return fetch_next


def _recompute(home: Home, front: partial[bytes], *, fresh: float, scale: Scale) -> Iterator[Figure]:
    forth = count(1)

    def write() -> None:
        use = Use.YES if next(forth) % 2 else Use.NO
        note_systems(home=home, uses={"gp_connect": use}, by=SYSTEM, at=timezone.now())

    write()
    asked = queries_of(front)
    taken = medians({"after": front}, rounds=scale.rounds, before={"after": write}, clock=time.process_time)[
        "after"
    ]
    yield Figure(
        name="Front page after a write: the recompute itself",
        value=taken - fresh,
        unit="ms",
        queries=asked,
        note=f"{taken:.1f} ms in all; {Judgement.objects.filter(home=home).count()} kept findings",
    )


def _addresses(home: Home) -> dict[str, list[str]]:
    edition = edition_in_force(on=timezone.localdate())
    base = f"/homes/{home.ref}/"
    return {
        "Empty": [f"{base}empty/"],
        "Front page": [base],
        "Topic page": [f"{base}assessment/topics/{topic.slug}/" for topic in edition.topics],
        "Item page": [f"{base}assessment/items/{item.ref}/" for item in edition.in_toolkit_order],
    }


def signed_in(home: Home) -> Client:
    """Return a browser in which the sample's manager is signed in."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(sample_manager(home))
    session, now = client.session, timezone.now()
    Mark(guard=Guard.PROTECTED, since=now, seen=now, row=0).keep(session)
    session.save()
    return client


def fetch(client: Client, address: str) -> bytes:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return response.content
