"""A rota of many people, of one service and of a group: looking at what it would do, and bringing it in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from benchmarks.figures import Figure, queries_of
from benchmarks.scale import Scale
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.actions import make_home, make_provider
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.imports import (
    Kept,
    Source,
    bring,
    bring_group_in,
    find_group_layout,
    find_layout,
    keep,
    keep_group,
    look,
    look_group,
    needed_of,
    needed_of_group,
    places_of,
    read_file,
)
from havenkeep.sheets.writing import SheetOut, write_xlsx
from havenkeep.standards.domain.words import ServiceKind

MOST_SECONDS = 3.0
SERVICES = 40
HEADINGS = (
    "Employee Name", "Payroll No", "Job title", "Contract type", "Start date", "NI Number", "Date of birth",
    "Address", "Annual salary", "Email", "Site",
)  # fmt: skip


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure the list of one service, then one of a whole group."""
    yield from _of_home(scale)
    yield from _of_group(scale)


def _of_group(scale: Scale) -> Iterator[Figure]:
    """Measure from the file's bytes to what it would do to each service, most people known already."""
    at = timezone.now()
    on = timezone.localdate(at)
    provider = make_provider(name="Many Homes Care", by=SYSTEM, at=at)
    for number in range(SERVICES):
        name = f"House {_word(number)}"
        make_home(provider=provider, name=name, kind=ServiceKind.NURSING, by=SYSTEM, at=at)
    what = f"of {scale.people:,} people over {SERVICES} services"
    kept = _read_group(_book(scale.people, on=on, named="Person", services=SERVICES), provider, on=on)
    begun = time.perf_counter()
    places = places_of(kept, provider=provider, choices={})
    bring_group_in(kept, places, provider=provider, by=SYSTEM, at=at)
    yield Figure(name=f"A group's list {what} brought in", value=time.perf_counter() - begun, unit="s")
    second = _book(scale.people, on=on, named="Newly", changed=10, services=SERVICES)
    begun = time.perf_counter()
    kept = _read_group(second, provider, on=on)
    keep_group(kept, provider=provider, by=SYSTEM, at=at)
    places = places_of(kept, provider=provider, choices={})
    parts = [part.bringing for part in look_group(kept, places, provider=provider, on=on)]
    yield Figure(
        name=f"What a group's list {what} would do",
        value=time.perf_counter() - begun,
        unit="s",
        most=MOST_SECONDS,
        queries=queries_of(lambda: look_group(kept, places, provider=provider, on=on)),
        note=f"{sum(len(one.changed) for one in parts)} changed, "
        f"{sum(len(one.differences) for one in parts)} to settle, {sum(one.same for one in parts)} same",
    )


def _read_group(content: bytes, provider: Provider, *, on: date) -> Kept:
    upload = read_file(content, name="everyone.xlsx")
    layout = find_group_layout(upload, provider=provider)
    assert layout is not None
    return needed_of_group(upload, layout, said=Source(source=ListSource.HR, dated_on=on))


def _of_home(scale: Scale) -> Iterator[Figure]:
    """Measure from the file's bytes to what it would do, on a list that has most of the people already."""
    at = timezone.now()
    on = timezone.localdate(at)
    provider = make_provider(name="Rota Care", by=SYSTEM, at=at)
    home = make_home(provider=provider, name="Rota House", kind=ServiceKind.NURSING, by=SYSTEM, at=at)
    first = _book(scale.people, on=on, named="Person")
    begun = time.perf_counter()
    bring(_read(first, home, on=on), home=home, by=SYSTEM, at=at)
    yield Figure(
        name=f"A rota of {scale.people:,} people brought in", value=time.perf_counter() - begun, unit="s"
    )
    # A tenth are called otherwise now, and a tenth have no number: nobody is the same by the first look.
    second = _book(scale.people, on=on, named="Newly", changed=10)
    begun = time.perf_counter()
    kept = _read(second, home, on=on)
    keep(kept, home=home, by=SYSTEM, at=at)
    bringing = look(kept, home=home, on=on)
    yield Figure(
        name=f"What a rota of {scale.people:,} people would do",
        value=time.perf_counter() - begun,
        unit="s",
        most=MOST_SECONDS,
        queries=queries_of(lambda: look(kept, home=home, on=on)),
        note=f"{len(bringing.changed)} changed, {len(bringing.differences)} to settle, {bringing.same} same",
    )


def _read(content: bytes, home: Home, *, on: date) -> Kept:
    upload = read_file(content, name="rota.xlsx")
    layout = find_layout(upload, home=home)
    assert layout is not None
    return needed_of(upload, layout, home=home, said=Source(source=ListSource.ROTA, dated_on=on))


def _book(people: int, *, on: date, named: str, changed: int = 0, services: int = 0) -> bytes:
    rows = [
        (
            f"{named if changed and number % changed == 0 else 'Person'} Made Up {_word(number)}",
            "" if changed and number % changed == 1 else str(number),
            "Care Assistant",
            "Permanent",
            on - timedelta(days=number % 3_000),
            "QQ123456C",
            date(1980, 1, 1),
            "1 Mill Lane",
            24_000,
            f"person{number}@example.org",
            f"House {_word(number % services)}" if services else "",
        )
        for number in range(people)
    ]
    return write_xlsx([SheetOut(name="Rota", headings=HEADINGS, rows=rows)])


def _word(number: int) -> str:
    """Return a made-up surname for a number: 12 is Bc."""
    return "".join(chr(ord("a") + int(figure)) for figure in str(number)).title()
