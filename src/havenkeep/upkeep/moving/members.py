"""The members of a service's file that hold rows: each once as lines of JSON, once as CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from havenkeep.assessment.models import Confirmation, Cover, Response, Submission
from havenkeep.audit.models import Event, Head
from havenkeep.audit.queries import streams_of, verify_stream
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home, Membership
from havenkeep.sheets.writing import csv_lines
from havenkeep.standards.models import EditionRevision
from havenkeep.upkeep.moving.giving import EDITION_REVISION, Numbers, columns_of, edition_of, given_rows
from havenkeep.upkeep.moving.layout import RowsSummed, StreamTold, TableTold, line_of, path_of
from havenkeep.upkeep.moving.owned import STORED_AS, Owned, hanging, owned, rows_of
from havenkeep.upkeep.moving.zipping import Zip
from havenkeep.upkeep.rows import AT_ONCE, plain

Row = Mapping[str, Any]
Rows = Callable[[], Iterator[Row]]
TO_READ = "to-read"
HISTORY = "history"
EDITIONS = "editions"
EVENT_COLUMNS = [
    "number", "at", "event", "subject", "fields", "digests",
    "by_kind", "by_id", "origin", "previous", "digest",
]  # fmt: skip
EDITION_COLUMNS = ["edition", "number", "sha256", "official", "file_name", "imported_at"]


@dataclass(slots=True, kw_only=True)
class Members:
    """Writes one home's rows into a zip. `stored` gathers (name there, name in the vault) of its files."""

    home: Home
    zip_: Zip
    numbers: Numbers = field(default_factory=Numbers.fresh)
    stored: list[tuple[str, str]] = field(default_factory=list)

    def moved(self) -> dict[str, TableTold]:
        """Write the home's own rows, and return what was written of each table."""
        return {table.label: self._moved(table) for table in owned().values() if table.moved}

    def to_read(self) -> None:
        """Write what belongs with them and is not moved."""
        for table in owned().values():
            found = hanging(table, self.home) if table.moved else rows_of(table, self.home)
            rows = partial(given_rows, table, found, self.numbers, remember=not table.moved)
            self._both(TO_READ, table.label, columns_of(table), rows)
        self._both(TO_READ, "people", ["ref", "name"], self._people)
        self._head_office()

    def streams(self) -> list[StreamTold]:
        """Write every stream of the home, and return what was written."""
        return [self._stream(head) for head in streams_of(self.home.ref)]

    def editions(self) -> list[str]:
        """Write the official lists that rows speak of, and those in force; return the years they are of."""
        years = sorted({edition for edition, _ in self._lists()})
        for year in years:
            self._lines(f"{EDITIONS}/{year}.jsonl", partial(self._edition, year))
        return years

    def _moved(self, table: Owned) -> TableTold:
        summed = RowsSummed(table.label)
        rows = partial(given_rows, table, rows_of(table, self.home), self.numbers)
        self._both("tables", table.label, columns_of(table), rows, summed=summed)
        if table.has(STORED_AS):
            names = (row[STORED_AS] for row in rows())
            kept = rows_of(table, self.home).order_by("pk").values_list(STORED_AS, flat=True)
            self.stored += zip(names, kept.iterator(chunk_size=AT_ONCE), strict=True)
        return summed.told(columns_of(table))

    def _both(
        self, folder: str, label: str, columns: Sequence[str], rows: Rows, *, summed: RowsSummed | None = None
    ) -> None:
        """Write rows twice. What is not moved, and has none, is not written."""
        if folder == TO_READ and next(rows(), None) is None:
            return
        self._lines(path_of(label, ending="jsonl", folder=folder), rows, summed=summed)
        with self.zip_.member(path_of(label, ending="csv", folder=folder)) as member:
            cells = ([_csv_cell(row[name]) for name in columns] for row in rows())
            for line in csv_lines(headings=columns, rows=cells):
                member.write(line)

    def _lines(self, name: str, rows: Rows, *, summed: RowsSummed | None = None) -> None:
        with self.zip_.member(name) as member:
            for row in rows():
                if summed is not None:
                    summed.add(row)
                member.write(line_of(row))

    def _stream(self, head: Head) -> StreamTold:
        kind = head.stream.removesuffix(f":{self.home.ref}")
        self._both(HISTORY, kind, EVENT_COLUMNS, partial(_events, head))
        return StreamTold(
            kind=kind,
            seal=head.seal,
            events=head.number,
            digest=head.digest,
            whole=verify_stream(head.stream).broken_at is None,
        )

    def _people(self) -> Iterator[Row]:
        members = Membership.objects.filter(home=self.home)
        for ref, name in User.objects.filter(pk__in=members.values("user")).values_list("ref", "name"):
            yield {"ref": ref, "name": name}

    def _head_office(self) -> None:
        """Write head office's answers, where it answers for this home, with who confirmed them."""
        covers = Cover.objects.filter(home=self.home, submission__provider__isnull=False)
        submissions = Submission.objects.filter(pk__in=covers.values("submission"))
        responses = Response.objects.filter(submission__in=submissions)
        numbers = Numbers.fresh()
        for rows in (submissions, responses, Confirmation.objects.filter(response__in=responses)):
            table = owned()[rows.model._meta.label]
            given = partial(given_rows, table, rows, numbers)
            self._both(TO_READ, f"head-office.{rows.model._meta.model_name}", columns_of(table), given)

    def _lists(self) -> set[tuple[str, int]]:
        named: set[tuple[str, int]] = set()
        for table in owned().values():
            if table.moved and table.has(EDITION_REVISION):
                asked = rows_of(table, self.home).values_list(edition_of(table), EDITION_REVISION)
                named |= set(asked.distinct())
        for edition in Submission.objects.filter(home=self.home).values_list("edition", flat=True):
            newest = EditionRevision.objects.filter(edition=edition).order_by("-number")
            named |= {(edition, number) for number in newest.values_list("number", flat=True)[:1]}
        return {(edition, number) for edition, number in named if number}

    def _edition(self, year: str) -> Iterator[Row]:
        numbers = [number for edition, number in self._lists() if edition == year]
        kept = EditionRevision.objects.filter(edition=year, number__in=numbers).order_by("number")
        for row in kept.values(*EDITION_COLUMNS).iterator(chunk_size=1):
            yield row | {"imported_at": plain(row["imported_at"])}


def _events(head: Head) -> Iterator[Row]:
    events = Event.objects.filter(stream=head.stream, number__lte=head.number).order_by("number")
    for row in events.values(*EVENT_COLUMNS).iterator(chunk_size=AT_ONCE):
        yield row | {"at": plain(row["at"])}


def _csv_cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
