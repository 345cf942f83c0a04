"""Saving one answer, in a database with one seeded home and in one with very many, turn by turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.figures import Figure, medians, queries_of
from benchmarks.pages import signed_in
from benchmarks.scale import Scale
from benchmarks.seeding import seed_homes
from havenkeep.assessment.models import Response
from havenkeep.organisations.models import Home
from havenkeep.sample.actions import make_sample
from havenkeep.sample.queries import sample_homes
from havenkeep.standards.domain.edition import AnswerKind, Edition, Item
from havenkeep.standards.queries import edition_in_force

MOST_RATIO = 1.1
A_TURN = 3


class Desk:
    """One database, and somebody who saves the same answer over and over in it, through the page."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.saved = 0
        self.client = Client()
        self.address = ""
        self.seen = 0

    def sit_down(self) -> None:
        """Make this database the one that everything asks."""
        connection.close()
        connection.settings_dict["NAME"] = str(self.database)
        home = sample_homes(make_sample(at=timezone.now()))[0]
        item = _written(home)
        response = Response.objects.get(
            submission__home=home, submission__edition=_edition().id, item=item.ref
        )
        self.client, self.seen = signed_in(home), response.revision
        self.address = f"/homes/{home.ref}/assessment/items/{item.ref}/"

    def save(self) -> None:
        self.saved += 1
        words = f"Looked at again, time {self.saved}"
        sent = {"choice": "given", "value": words, "comment": "", "revision": self.seen, "confirm": "1"}
        answer = self.client.post(self.address, sent)
        if answer.status_code != 302:
            raise RuntimeError(f"Saving answered {answer.status_code}")
        self.seen += 1


def measure(scale: Scale) -> Iterator[Figure]:
    """Measure one save, with its confirmation, as the page does it."""
    whole = Path(settings.DATA) / "havenkeep.sqlite3"
    if connection.vendor != "sqlite":
        return
    make_sample(at=timezone.now())
    few, many = Desk(_copy(whole, "few")), Desk(_copy(whole, "many"))
    try:
        for desk, homes in ((few, 1), (many, scale.homes)):
            desk.sit_down()
            seed_homes(homes, at=timezone.now())
        taken: dict[str, list[float]] = {"few": [], "many": []}
        asked: dict[str, int] = {}
        for turn in range(max(1, scale.saves // A_TURN)):
            for name, desk in (("few", few), ("many", many))[:: 1 if turn % 2 else -1]:
                desk.sit_down()
                asked[name] = queries_of(desk.save)
                taken[name].append(medians({name: desk.save}, rounds=A_TURN)[name])
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(whole)
    one, thousand = median(taken["few"]), median(taken["many"])
    # Of each turn, because the machine is busier in some minutes than in others.
    ratio = median(many / few for few, many in zip(taken["few"], taken["many"], strict=True))
    yield Figure(
        name=f"Saving one answer with {scale.homes:,} homes, to one home",
        value=ratio,
        unit="×",
        most=MOST_RATIO,
        queries=asked["many"],
        note=f"{thousand:.1f} ms and {one:.1f} ms; {asked['few']} queries with one home",
    )


def _edition() -> Edition:
    return edition_in_force(on=timezone.localdate())


def _written(home: Home) -> Item:
    """Return an item that takes words, cannot be set aside, and is answered in the sample."""
    answered = set(
        Response.objects.filter(submission__home=home, submission__edition=_edition().id)
        .exclude(value="")
        .values_list("item", flat=True)
    )
    return next(
        item
        for item in _edition().in_toolkit_order
        if item.kind is AnswerKind.TEXT and item.not_applicable is None and item.ref in answered
    )


def _copy(database: Path, name: str) -> Path:
    copy = database.with_name(f"{name}.sqlite3")
    connection.cursor().execute("VACUUM INTO %s", [str(copy)])
    return copy
