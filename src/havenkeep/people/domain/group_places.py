"""Which service each row of a group's list is of: by exact name or what was said before, never by a guess."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from havenkeep.people.domain.names import name_key
from havenkeep.people.domain.sheet_rows import says_nothing

NONE_OF_OURS = "-"
MOST_PLACES = 500
Rows = Sequence[tuple[int, Mapping[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service as a list may name it. `codes` are those that only it goes by."""

    pk: int
    ref: str
    name: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPlace:
    """A place that is the name of no service; `services` begins with the likeliest.

    `answer` is what a person said it is: a service's ref or `NONE_OF_OURS`; empty while nobody has.
    """

    key: str
    text: str
    row: int
    rows: int
    services: tuple[Service, ...]
    answer: str = ""

    @property
    def question(self) -> str:
        return question_of(self.key)

    @property
    def rows_words(self) -> str:
        return "1 row" if self.rows == 1 else f"{self.rows:,} rows"

    @property
    def told(self) -> str:
        """What a person said of it, in words."""
        service = next((one.name for one in self.services if one.ref == self.answer), "none of ours")
        return f"{self.called} is {service}"

    @property
    def called(self) -> str:
        return f"“{self.text[:60] or 'no service named'}”"

    @property
    def shown(self) -> str:
        """What the sheet calls it, and in how many rows."""
        return f"{self.text[:60] or 'No service named'} ({self.rows_words})"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlaces:
    """`rows` by service; `elsewhere` counts rows that were said to be none of ours.

    `asked` wait for a person, `told` had one's word, now or before. `said` is what to remember of what was
    said now: a service by key, None for none of ours.
    """

    rows: Mapping[int, Rows]
    elsewhere: Mapping[str, int]
    asked: tuple[AskedPlace, ...]
    told: tuple[AskedPlace, ...]
    said: Mapping[str, int | None]


def question_of(key: str) -> str:
    """Return the name of the field that asks for a place."""
    return f"p{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def place_key(text: str) -> str:
    """Return what is the same for places that differ only in case, accents, signs and spacing."""
    return name_key(text.replace(",", " "))[:120]


def find_places(
    rows: Rows,
    services: Sequence[Service],
    *,
    remembered: Mapping[str, int | None],
    said: Mapping[str, str],
) -> GroupPlaces:
    """Sort the rows by service.

    `remembered` is what a person once said of a place, by key; `said` what somebody says now, by question:
    a service's ref or `NONE_OF_OURS`, which wins. A name or code that two services share is asked about.
    """
    known = _known(services)
    by_ref: dict[str, int | None] = {NONE_OF_OURS: None, **{one.ref: one.pk for one in services}}
    refs = {pk: ref for ref, pk in by_ref.items()}
    found: dict[int, list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
    elsewhere: Counter[str] = Counter()
    asked: list[AskedPlace] = []
    for key, theirs in _by_place(rows).items():
        answer = said.get(question_of(key), "")
        if answer not in by_ref:
            answer = "" if key in known or key not in remembered else refs.get(remembered[key], "")
        place = by_ref[answer] if answer else known.get(key)
        if answer or place is None:
            asked.append(_asked(key, theirs, services, answer=answer))
        if place is not None:
            found[place] += theirs
        elif answer:
            elsewhere[theirs[0][1].get("location", "")[:60] or "no service named"] += len(theirs)
    asked.sort(key=lambda one: one.row)
    return GroupPlaces(
        rows={pk: sorted(theirs, key=lambda row: row[0]) for pk, theirs in found.items()},
        elsewhere=dict(elsewhere),
        asked=tuple(one for one in asked if not one.answer),
        told=tuple(one for one in asked if one.answer),
        # A row that names no service is asked about anew each time: it is another row.
        said={
            one.key: by_ref[one.answer] for one in asked if one.key and one.answer and one.question in said
        },
    )


def _by_place(rows: Rows) -> dict[str, list[tuple[int, Mapping[str, str]]]]:
    by_place: dict[str, list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
    for number, fields in rows:
        if not says_nothing({name: text for name, text in fields.items() if name != "location"}):
            by_place[place_key(fields.get("location", ""))].append((number, fields))
    return by_place


def _known(services: Sequence[Service]) -> dict[str, int]:
    keys = [(place_key(text), one.pk) for one in services for text in (one.name, *one.codes) if text]
    owners: dict[str, set[int]] = defaultdict(set)
    for key, pk in keys:
        owners[key].add(pk)
    return {key: next(iter(pks)) for key, pks in owners.items() if key and len(pks) == 1}


def _asked(key: str, rows: Rows, services: Iterable[Service], *, answer: str) -> AskedPlace:
    alike = sorted(
        services, key=lambda one: (-fuzz.token_set_ratio(key, place_key(one.name)), one.name, one.pk)
    )
    return AskedPlace(
        key=key,
        text=rows[0][1].get("location", ""),
        row=rows[0][0],
        rows=len(rows),
        services=tuple(alike),
        answer=answer,
    )
