"""All rows, table by table, in a form that every database engine can give and take."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, JSONField, Max, Model
from django.db.models.functions import Collate
from django.utils.duration import duration_string

AT_ONCE = 2_000  # rows fetched or written at a time

# What a backup leaves out, each with why. Tables that Django's models do not know, such as the shared cache
# and the list of applied migrations, are left out too.
LEFT_OUT: Mapping[str, str] = {
    "sessions.Session": "a session belongs to one browser and one server; people sign in again",
    "identity.Sitting": "goes with its session",
    "identity.WayIn": "a one-time link may have been used since the backup",
    "contenttypes.ContentType": "made again by the framework; unused",
    "auth.Permission": "made again by the framework; unused",
    "auth.Group": "the framework's; unused",
    "auth.Group_permissions": "the framework's; unused",
    "background.Beat": "when this computer last worked in the background",
    "background.Backup": "which backups this computer made",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table as the database has it now, which may be older than the code."""

    label: str
    model: type[Model]
    fields: tuple[Field[Any, Any], ...]

    @property
    def columns(self) -> list[str]:
        return [_column(field) for field in self.fields]

    @property
    def primary(self) -> Field[Any, Any]:
        return next(field for field in self.fields if field.primary_key)

    @property
    def numbered(self) -> str:
        """Return the column that the database numbers by itself, or nothing."""
        automatic = self.primary.get_internal_type() in {"AutoField", "BigAutoField"}
        return _column(self.primary) if automatic else ""


def _column(field: Field[Any, Any]) -> str:
    return str(field.column)


def applied() -> list[tuple[str, str]]:
    """Return the migrations that the database has, as (app, name), in order of name."""
    return sorted(MigrationLoader(connection).applied_migrations)


def unknown(migrations: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those migrations that this code does not have."""
    return set(migrations) - set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def tables(labels: Collection[str] | None = None) -> list[Table]:
    """Return every table that a backup holds, or those named, as the applied migrations left them."""
    loader = MigrationLoader(connection)
    state = loader.project_state([key for key in loader.applied_migrations if key in loader.graph.nodes])
    models = [
        model
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and _wanted(model._meta.label, labels)
    ]
    return [_table(model) for model in sorted(models, key=lambda model: model._meta.label)]


def _wanted(label: str, labels: Collection[str] | None) -> bool:
    return label not in LEFT_OUT if labels is None else label in labels


def _table(model: type[Model]) -> Table:
    fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    return Table(
        label=model._meta.label,
        model=model,
        fields=tuple(sorted(fields, key=_column)),
    )


@contextmanager
def snapshot() -> Iterator[None]:
    """See the database as it is now until the block ends, while others write. Nothing can be written here."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Django's own transactions begin by locking others out.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def lines(table: Table) -> Iterator[bytes]:
    """Yield each row as one line of JSON, in order of the primary key: the same on every engine."""
    order: Any = table.primary.attname
    if connection.vendor == "postgresql" and table.primary.get_internal_type() in {"CharField", "TextField"}:
        order = Collate(table.primary.attname, "C")
    rows = table.model._base_manager.order_by(order).values_list(*(field.attname for field in table.fields))
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield line_of(row)


def line_of(row: Sequence[Any]) -> bytes:
    text = json.dumps(row, default=plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A lone half of a letter, which SQLite keeps, is kept too.
    return text.encode("utf-8", "surrogatepass") + b"\n"


def insert(table: Table, block: bytes) -> None:
    """Put lines into a table, past all rules of the models. Call it inside a transaction.

    Raises:
        DatabaseError: the database refuses a row.
        ValueError: a line is not one of this table.
    """
    quoted = [connection.ops.quote_name(column) for column in table.columns]
    into = connection.ops.quote_name(table.model._meta.db_table)
    statement = f"INSERT INTO {into} ({', '.join(quoted)}) VALUES ({', '.join(['%s'] * len(quoted))})"  # noqa: S608  # names of our own tables, quoted
    rows = [_row(table, line) for line in block.splitlines()]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            cursor.executemany(statement, rows[start : start + AT_ONCE])


def clear(table: Table) -> None:
    """Empty a table of what migrations put there."""
    if table.model._base_manager.exists():
        table.model._base_manager.all().delete()


def last_number(table: Table) -> int:
    """Return the highest number that the database ever gave a row of the table; 0 for none or no numbers."""
    column = table.numbered
    if not column:
        return 0
    name = table.model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(name), column])
            cursor.execute(f"SELECT last_value FROM {cursor.fetchone()[0]} WHERE is_called")  # noqa: S608  # PostgreSQL's own name for it
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def go_on_from(table: Table, number: int) -> None:
    """Let the next row of the table get a number above this one, so that no number is given twice."""
    column = table.numbered
    if not column:
        return
    number = max(number, table.model._base_manager.aggregate(most=Max("pk"))["most"] or 0)
    if not number:
        return
    name = table.model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, number])
        else:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [_quoted(name), column, number]
            )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _row(table: Table, line: bytes) -> list[Any]:
    row = json.loads(line.decode("utf-8", "surrogatepass"))
    if not isinstance(row, list) or len(row) != len(table.fields):
        raise ValueError(f"This is not a row of {table.label}.")
    return [_stored(field, value) for field, value in zip(table.fields, row, strict=True)]


def _stored(field: Field[Any, Any], value: Any) -> Any:
    if value is not None and not isinstance(field, JSONField):
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)


def plain(value: object) -> str:
    """Return as text what JSON has no form for: instants in UTC, dates, decimals, bytes as base64."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"A {type(value).__name__} cannot be written.")
