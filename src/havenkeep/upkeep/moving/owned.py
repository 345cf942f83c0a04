"""Which tables, and which of their rows, belong to one home: found by the models' own foreign keys.

A table of a new room comes along by itself. A row belongs to a home when its foreign keys lead there, and
none leads to another's row; a row that also hangs on another's (a home's word on head office's answer) can be
read in the file, and is not moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, Q, QuerySet

from havenkeep.organisations.models import Home, Provider

# Tables of a home that can be read in the file and are not moved, each with why.
ONLY_TO_READ: Final[Mapping[str, str]] = {
    "organisations.Membership": "access is given anew in the other installation",
    "organisations.Invitation": "a link opens only the door of the installation that made it",
    "keycards.KeyCard": "a card opens only the door of the installation that printed it",
    "keycards.CardDevice": "goes with the card",
    "keycards.SharedTablet": "a browser is set up anew in the other installation",
    "keycards.SignInLink": "a link opens only the door of the installation that made it",
    "assessment.Judgement": "what the records show is worked out anew, every day",
    "people.PlaceName": "what a group’s lists call a service is its provider’s to say",
    "importing.Preview": "an upload that waits a day for somebody to look at it",
}
# Columns that no file holds: of people who sign in it has their name and reference only; a certificate is
# checked where it was given.
NOT_GIVEN: Final[Mapping[str, frozenset[str]]] = {
    "organisations.Invitation": frozenset({"email", "digest"}),
    "people.Person": frozenset({"user"}),
    "training.Completion": frozenset({"code"}),
}
# People are their provider's, and come along with a home by these tables, in which they work or have a duty.
ALONG: Final[Mapping[str, tuple[str, ...]]] = {"people.Person": ("people.Post", "governance.Appointment")}
NO_SECRET: Final = frozenset({"name_key", "title_key"})
SECRET: Final = re.compile(r"token|secret|password|passcode|(?:^|_)key(?:_|$)")
STORED_AS = "stored_as"  # names a file in the vault
Column: TypeAlias = "Field[Any, Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """One table. `path` is the foreign key that leads to the home, empty for the home itself."""

    model: type[Model]
    path: str
    columns: tuple[Column, ...]
    to_read: str = ""

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def moved(self) -> bool:
        return not self.to_read

    def has(self, name: str) -> bool:
        return any(column.name == name for column in self.columns)


@lru_cache(maxsize=1)
def owned() -> Mapping[str, Owned]:
    """Return every table of a home by its label: what others point to comes before those that point to it.

    Raises:
        TypeError: two tables point to each other, so neither can come first.
    """
    models = _reached()
    found: dict[str, Owned] = {}
    while left := [model for model in models if model._meta.label not in found]:
        ready = [model for model in left if not (_parents(model) & set(left))]
        if not ready:
            raise TypeError(f"These tables point to each other: {[model._meta.label for model in left]}")
        ready = [model for model in ready if not _speaks(model)] or ready
        for model in sorted(ready, key=lambda model: model._meta.label):
            found[model._meta.label] = _owned(model, found)
    return found


def rows_of(table: Owned, home: Home) -> QuerySet[Any]:
    """Return the rows that belong to the home and to nobody else."""
    rows = table.model._base_manager.filter(_led(table, home))
    for column in table.columns:
        parent = owned().get(_related(column)) if column.name != table.path else None
        if parent is not None:
            rows = rows.filter(
                Q(**{f"{column.name}__isnull": True}) | Q(**{f"{column.name}__in": rows_of(parent, home)})
            )
    return rows


def hanging(table: Owned, home: Home) -> QuerySet[Any]:
    """Return the rows that lead to the home and hang on another's row as well."""
    whole = rows_of(table, home)
    return table.model._base_manager.filter(_led(table, home)).exclude(pk__in=whole.values("pk"))


def related(column: Column) -> type[Model] | None:
    """Return the table that a foreign key points to; None for any other column."""
    return column.related_model if isinstance(column, ForeignKey) else None


def _related(column: Column) -> str:
    model = related(column)
    return "" if model is None else model._meta.label


def _led(table: Owned, home: Home) -> Q:
    if table.label in ALONG:
        named = Q()
        for label in ALONG[table.label]:
            named |= Q(pk__in=apps.get_model(label)._base_manager.filter(home=home).values("person"))
        return named
    if not table.path:
        return Q(pk=home.pk)
    parent = owned()[_related(table.model._meta.get_field(table.path))]  # type: ignore[arg-type]
    if parent.model is Home:
        return Q(**{table.path: home.pk})
    return Q(**{f"{table.path}__in": rows_of(parent, home)})


def _reached() -> list[type[Model]]:
    """Return the models from which foreign keys lead to the home, or to who comes along with it."""
    every = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    found: list[type[Model]] = [Home, *(apps.get_model(label) for label in ALONG)]
    while more := [model for model in every if model not in found and _parents(model) & set(found)]:
        found += more
    return found


def _parents(model: type[Model]) -> set[type[Model]]:
    # A row may point to an earlier one of its own table.
    return {
        parent
        for column in model._meta.concrete_fields
        if (parent := related(column)) not in {None, model} and parent is not None
    }


def _owned(model: type[Model], found: Mapping[str, Owned]) -> Owned:
    columns = tuple(
        column
        for column in model._meta.concrete_fields
        if not (column.primary_key and related(column) is None)
        and not _secret(column)
        and column.name not in NOT_GIVEN.get(model._meta.label, ())
    )
    path = next((column.name for column in columns if related(column) is Home), "") or next(
        (column.name for column in columns if _related(column) in found), ""
    )
    return Owned(
        model=model,
        path="" if model is Home else path,
        columns=columns,
        to_read="" if model is Home else _why_not(model, columns, found),
    )


def _secret(column: Column) -> bool:
    return column.name not in NO_SECRET and SECRET.search(column.name) is not None


def _why_not(model: type[Model], columns: Iterable[Column], found: Mapping[str, Owned]) -> str:
    """Return why a table is only to read; nothing when it is moved."""
    if model._meta.label in ONLY_TO_READ:
        return ONLY_TO_READ[model._meta.label]
    if any(_secret(column) and not column.null for column in model._meta.concrete_fields):
        return "it holds secrets, which are left out"
    for column in columns:
        label = _related(column)
        if label in found and found[label].to_read:
            return f"it belongs to {label}"
        if label and label not in found and related(column) not in {Provider, model} and not column.null:
            return f"it belongs to {label}, which stays"
    return ""


def _speaks(model: type[Model]) -> bool:
    """Whether a table names rows of any other by their subject; it comes last."""
    return any(column.name == "subject" for column in model._meta.concrete_fields)
