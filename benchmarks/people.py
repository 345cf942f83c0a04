"""A rota of many people: looking at what it would do, and bringing it in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from benchmarks.figures import Figure, queries_of
from benchmarks.scale import Scale
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.organisations.actions import make_home, make_provider
from havenkeep.organisations.models import Home
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.imports import Kept, Source, bring, find_layout, keep, look, needed_of, read_file
from havenkeep.sheets.writing import SheetOut, write_xlsx
from havenkeep.standards.domain.words import ServiceKind

MOST_SECONDS = 3.0
HEADINGS = (
    "Employee Name", "Payroll No", "Job title", "Contract type", "Start date", "NI Number", "Date of birth",
    "Address", "Annual salary", "Email",
)  # fmt: skip


def measure(scale: Scale) -> Iterator[Figure]:
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


def _book(people: int, *, on: date, named: str, changed: int = 0) -> bytes:
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
        )
        for number in range(people)
    ]
    return write_xlsx([SheetOut(name="Rota", headings=HEADINGS, rows=rows)])


def _word(number: int) -> str:
    """Return a made-up surname for a number: 12 is Bc."""
    return "".join(chr(ord("a") + int(figure)) for figure in str(number)).title()
