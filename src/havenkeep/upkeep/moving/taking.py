"""From a row of the file to a row here: every value of the right sort, every pointer within the file."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Field, Model

from havenkeep.evidence.vault.store import Kept
from havenkeep.upkeep.moving.giving import EDITION_REVISION
from havenkeep.upkeep.moving.owned import STORED_AS, Owned, owned, related

# What JSON gives for each sort of column; every other sort comes as text.
_SORTS: Final[tuple[tuple[type[Field[Any, Any]], tuple[type, ...]], ...]] = (
    (models.BooleanField, (bool,)),
    (models.IntegerField, (int,)),
    (models.FloatField, (int, float)),
    (models.JSONField, (dict, list, str, int, float, bool)),
)


class Odd(Exception):
    """Raised with what no Havenkeep would have written, as part of a sentence."""


@dataclass(slots=True, kw_only=True)
class Taken:
    """What is known of the rows taken so far. `renamed` maps (room.model, old ref) to the new one."""

    staged: Mapping[str, Kept]
    missing: frozenset[str] = frozenset()
    revisions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    keys: dict[str, list[Any]] = field(default_factory=dict)
    editions: dict[str, list[str]] = field(default_factory=dict)
    refs: dict[str, set[str]] = field(default_factory=dict)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


def instance_of(table: Owned, row: Mapping[str, Any], taken: Taken, *, fixed: Mapping[str, Any]) -> Model:
    """Return the row to be. `fixed` are values that the file does not say.

    Raises:
        Odd: a column is unknown, a value of the wrong sort, or a pointer leads out of the file.
    """
    known = {column.name: column for column in table.columns}
    for name in row:
        if name != "row" and name not in known:
            raise Odd(f"{table.label} has a column {name[:40]} that this Havenkeep does not know")
    values = {
        name: fixed[name] if name in fixed else _value(table, column, row, taken)
        for name, column in known.items()
    }
    return table.model(**{known[name].attname: value for name, value in values.items()})


def _value(table: Owned, column: Field[Any, Any], row: Mapping[str, Any], taken: Taken) -> Any:
    if column.name not in row:
        if not (column.has_default() or column.null or column.empty_strings_allowed):
            raise Odd(f"{table.label} has no column {column.name}")
        return column.get_default()
    value = row[column.name]
    if related(column) is not None:
        return _pointer(table, column, value, taken)
    if column.name == STORED_AS:
        return _stored(value, row, taken)
    if column.name == EDITION_REVISION:
        return _revision(table, row, taken)
    value = _checked(table, column, value)
    if column.name == "subject":
        return _subject(value, taken)
    return value


def _pointer(table: Owned, column: Field[Any, Any], value: Any, taken: Taken) -> Any:
    parent = related(column)
    label = "" if parent is None else parent._meta.label
    if label not in owned() or not owned()[label].moved:
        value = None  # someone or something that stays where it was
    if value is None:
        if not column.null:
            raise Odd(f"a row of {table.label} does not say its {column.name}")
        return None
    keys = taken.keys.get(label, [])
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= len(keys):
        raise Odd(f"a row of {table.label} belongs to something that is not in the file")
    return keys[value - 1]


def _stored(value: Any, row: Mapping[str, Any], taken: Taken) -> str:
    if not isinstance(value, str) or value in taken.used:
        raise Odd("a row does not say which stored file is its own")
    if value in taken.missing:
        return secrets.token_hex(16)  # it was lost where it came from; the row still tells of it
    kept = taken.staged.get(value)
    if kept is None:
        raise Odd("a row speaks of a stored file that is not in the file")
    if (row.get("size"), row.get("sha256")) != (kept.size, kept.sha256):
        raise Odd(f"{value[:80]} is not the file that was stored")
    taken.used.add(value)
    return kept.name


def _revision(table: Owned, row: Mapping[str, Any], taken: Taken) -> int:
    """Return the number that the official list, told by its digest, has here; 0 is the list as we ship it."""
    sha = row[EDITION_REVISION]
    if sha == "":
        return 0
    edition = row.get("edition")
    parent = related(table.model._meta.get_field(table.path))  # type: ignore[arg-type]
    place = row.get(table.path)
    if edition is None and parent is not None and isinstance(place, int):
        editions = taken.editions.get(parent._meta.label, [])
        edition = editions[place - 1] if 1 <= place <= len(editions) else None
    number = taken.revisions.get((str(edition), str(sha)))
    if number is None:
        raise Odd(f"a row of {table.label} speaks of an official list that is not in the file")
    return number


def _subject(subject: str, taken: Taken) -> str:
    """Return `room.model:id` as it is called here."""
    sort, _, key = subject.partition(":")
    label = {name.lower(): name for name in owned()}.get(sort)
    if label is None:
        return subject
    if key.startswith("#"):
        keys = taken.keys.get(label, [])
        place = int(key[1:]) if key[1:].isdecimal() and len(key) < 12 else 0
        return f"{sort}:{keys[place - 1]}" if 1 <= place <= len(keys) else f"{sort}:0"
    if (sort, key) in taken.renamed:
        return f"{sort}:{taken.renamed[sort, key]}"
    model = owned()[label].model
    if key not in taken.refs.get(label, set()) and model._base_manager.filter(ref=key).exists():
        raise Odd(f"a row speaks of {sort}:{key[:20]}, which is another service's here")
    return subject


def _checked(table: Owned, column: Field[Any, Any], value: Any) -> Any:
    """Return a value as the column keeps it."""
    odd = Odd(f"the {column.name} of a row of {table.label} is not what it should be")
    if value is None:
        if not column.null:
            raise odd
        return None
    sorts = next((types for sort, types in _SORTS if isinstance(column, sort)), (str,))
    if not isinstance(value, sorts) or (isinstance(value, bool) and bool not in sorts):
        raise odd
    if isinstance(value, str) and "\0" in value:
        raise odd
    try:
        kept = value if isinstance(column, models.JSONField) else column.to_python(value)
        column.run_validators(kept)
    except (ValidationError, ValueError, OverflowError) as wrong:
        raise odd from wrong
    if column.choices and kept not in {"", *(choice for choice, _ in column.flatchoices)}:
        raise odd
    if isinstance(kept, datetime) and kept.tzinfo is None:
        raise odd
    return kept
