"""From a row to what stands in the file: no numbers of this database, no key, nothing of other homes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Field, JSONField

from havenkeep.evidence.domain.file_names import clean_name
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home
from havenkeep.standards.models import EditionRevision
from havenkeep.upkeep.moving.owned import STORED_AS, Owned, owned, related
from havenkeep.upkeep.rows import AT_ONCE, plain

EDITION_REVISION: Final = "edition_revision"
LONGEST_NAME: Final = 80


@dataclass(slots=True)
class Numbers:
    """Which row of the file each row of the database is, by table. Filled as the tables are written."""

    by_table: dict[str, dict[Any, int]] = field(default_factory=dict)
    official: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @classmethod
    def fresh(cls) -> Numbers:
        lists = EditionRevision.objects.values_list("edition", "number", "sha256")
        return cls(official={(edition, number): sha for edition, number, sha in lists})

    def row_of(self, label: str, key: Any) -> int | None:
        return self.by_table.get(label, {}).get(key)


def columns_of(table: Owned) -> list[str]:
    """Return the names that a row of the file has, `row` first."""
    return ["row", *(column.name for column in table.columns)]


def given_rows(
    table: Owned, rows: Any, numbers: Numbers, *, remember: bool = True
) -> Iterator[dict[str, Any]]:
    """Yield rows as the file has them, in order of their number here, and remember their place for others."""
    names = ["pk", *(column.attname for column in table.columns)]
    edition = edition_of(table) if table.has(EDITION_REVISION) else ""
    pointed = _pointed()
    kept = numbers.by_table.setdefault(table.label, {}) if remember and table.label in pointed else None
    asked = rows.order_by("pk").values_list(*names, *([edition] if edition else []))
    for place, (key, *values) in enumerate(asked.iterator(chunk_size=AT_ONCE), start=1):
        if kept is not None:
            kept[key] = place
        told = _Row(place=place, table=table, numbers=numbers, edition=values[-1] if edition else "")
        yield {"row": place} | told.cells(values)


def edition_of(table: Owned) -> str:
    """Return the way from a table to the toolkit's year that its rows speak of."""
    if table.has("edition"):
        return "edition"
    parent = owned()[related(table.model._meta.get_field(table.path))._meta.label]  # type: ignore[arg-type,union-attr]
    return f"{table.path}__{edition_of(parent)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    place: int
    table: Owned
    numbers: Numbers
    edition: str

    def cells(self, values: list[Any]) -> dict[str, Any]:
        return {
            column.name: self._cell(column, value, values)
            for column, value in zip(self.table.columns, values, strict=False)
        }

    def _cell(self, column: Field[Any, Any], value: Any, values: list[Any]) -> Any:
        parent = related(column)
        if parent is not None:
            return self._pointer(parent, value)
        if column.name == STORED_AS:
            return self._path(values)
        if column.name == EDITION_REVISION:
            return self.numbers.official.get((self.edition, value), "")
        if column.name == "subject":
            return _subject(str(value), self.numbers)
        if isinstance(column, JSONField) or value is None or isinstance(value, str | int | float):
            return value
        return plain(value)

    def _pointer(self, parent: type[Any], value: Any) -> int | str | None:
        """Return the row of the file, or who it is; what stands elsewhere is left out."""
        if value is None or parent is Home:
            return None if value is None else 1
        if parent is User:
            return str(User.objects.values_list("ref", flat=True).get(pk=value))
        return self.numbers.row_of(parent._meta.label, value)

    def _path(self, values: list[Any]) -> str:
        name = next((v for c, v in zip(self.table.columns, values, strict=False) if c.name == "name"), "file")
        stem, _, extension = str(name).rpartition(".")
        clean = clean_name(f"{(stem or 'file')[:LONGEST_NAME]}.{extension}", extension=extension)
        return f"files/{self.table.model._meta.app_label}/{self.place:05} {clean}"


def _subject(subject: str, numbers: Numbers) -> str:
    """Return `room.model:id` with the row of the file where the id is a number of this database."""
    sort, _, key = subject.partition(":")
    label = _labels().get(sort)
    if label is None or owned()[label].has("ref") or not key.isdecimal():
        return subject
    return f"{sort}:#{numbers.row_of(label, int(key)) or 0}"


def _labels() -> Mapping[str, str]:
    return {label.lower(): label for label in owned()}


def _pointed() -> set[str]:
    """Return the tables that other tables, or a subject, may point to."""
    found = {
        parent._meta.label
        for table in owned().values()
        for column in table.columns
        if (parent := related(column)) is not None
    }
    return found | {label for label, table in owned().items() if not table.has("ref")}
