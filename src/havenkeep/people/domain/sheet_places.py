"""Which rows of a sheet are of this service, where a column says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from havenkeep.people.domain.names import name_key

_KINDS = frozenset({"the", "care", "home", "nursing", "residential", "ltd", "limited", "centre"})
Rows = Sequence[tuple[int, Mapping[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """`here` are the rows to read; `elsewhere` counts those left out, by what the place is called."""

    here: Rows
    elsewhere: Mapping[str, int]


def sort_places(rows: Rows, *, here: str, others: Sequence[str]) -> Places:
    """Keep the rows of this service.

    Where a row names it, rows that name another place are left out; a row that names none stays. Where none
    names it, the column tells of wards or shifts, and only rows that name another service are left out.
    """
    own, theirs = _core(here), {_core(name) for name in others}
    named = any(_core(fields.get("location", "")) == own for _, fields in rows)
    kept: list[tuple[int, Mapping[str, str]]] = []
    elsewhere: Counter[str] = Counter()
    for number, fields in rows:
        place = fields.get("location", "")
        core = _core(place)
        away = core not in {own, frozenset()} if named else core in theirs
        if away:
            elsewhere[place[:60]] += 1
        else:
            kept.append((number, fields))
    return Places(here=kept, elsewhere=dict(elsewhere))


def _core(name: str) -> frozenset[str]:
    """Return what tells one service from another in its name: Oak Lodge Care Home is Oak Lodge."""
    words = frozenset(name_key(name).split())
    return words - _KINDS or words
