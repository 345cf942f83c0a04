"""Reading our own YAML strictly: every key is asked for by name, and whatever is left over is a mistake."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Choice = TypeVar("Choice", bound=StrEnum)
Texts = TypeVar("Texts", bound="DataclassInstance")

# The C loader is some ten times faster; a PyYAML built without it still works.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadEdition(ValueError):
    """A file of an edition, mapping or framework that cannot be used; the sentence names file and item."""


class _Loader(_Base):  # type: ignore[misc]  # the base is chosen at run time
    """Refuses a key written twice, which YAML would let the last one win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key}” stands twice", key_node.start_mark
                )
            seen.add(key)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return made


def load(file: Traversable, *, where: str) -> Row:
    """Read one YAML file. `where` names it in every complaint. Raises `BadEdition`."""
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a SafeLoader
    except FileNotFoundError:
        raise BadEdition(f"{where} is missing.") from None
    except yaml.YAMLError as error:
        raise BadEdition(f"{where} is not readable YAML: {error}") from error
    return Row(data, where=where)


class Row:
    """One YAML mapping. Every method takes a key once and raises `BadEdition` when it does not fit."""

    def __init__(self, data: object, *, where: str) -> None:
        if not isinstance(data, Mapping):
            raise BadEdition(f"{where} must hold keys and values.")
        self._left: dict[object, object] = dict(data)
        self.where = where

    def has(self, key: str) -> bool:
        return key in self._left

    def raw(self, key: str) -> object:
        if key not in self._left:
            raise BadEdition(f"{self.where}: “{key}” is missing.")
        return self._left.pop(key)

    def text(self, key: str, *, default: str | None = None) -> str:
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        if not isinstance(value, str) or not value.strip():
            raise BadEdition(f"{self.where}: “{key}” must be a text, in quotes if it looks like a number.")
        return value.strip()

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        if optional and not self.has(key):
            return ()
        value = self.raw(key)
        if not isinstance(value, list) or not value:
            raise BadEdition(f"{self.where}: “{key}” must be a list.")
        if not all(isinstance(line, str) and line.strip() for line in value):
            raise BadEdition(
                f"{self.where}: every line of “{key}” must be a text, in quotes if it holds a colon."
            )
        return tuple(line.strip() for line in value)

    def whole(self, key: str) -> int:
        value = self.raw(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise BadEdition(f"{self.where}: “{key}” must be a whole number above nought.")
        return value

    def flag(self, key: str) -> bool:
        """Return a yes-or-no value; False when left out."""
        value = self.raw(key) if self.has(key) else False
        if not isinstance(value, bool):
            raise BadEdition(f"{self.where}: “{key}” must be true or false.")
        return value

    def day(self, key: str) -> date:
        value = self.raw(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise BadEdition(f"{self.where}: “{key}” must be a date such as 2026-06-30.")
        return value

    def choice(self, key: str, kind: type[Choice], *, default: Choice | None = None) -> Choice:
        if default is not None and not self.has(key):
            return default
        value = self.text(key)
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(kind)
            raise BadEdition(f"{self.where}: “{key}” is “{value}”; it must be one of {known}.") from None

    def row(self, key: str) -> Row:
        return Row(self.raw(key), where=f"{self.where}, “{key}”")

    def rows(self, key: str, *, optional: bool = False) -> tuple[Row, ...]:
        if optional and not self.has(key):
            return ()
        value = self.raw(key)
        if not isinstance(value, list) or not value:
            raise BadEdition(f"{self.where}: “{key}” must be a list.")
        return tuple(Row(one, where=f"{self.where}, “{key}” {number}") for number, one in enumerate(value, 1))

    def pairs(self, key: str) -> Mapping[str, object]:
        """Return a mapping with text keys as it stands; empty when the key is absent."""
        if not self.has(key):
            return {}
        value = self.raw(key)
        if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
            raise BadEdition(f"{self.where}: “{key}” must hold keys and values.")
        return value

    def rest(self) -> dict[str, object]:
        """Take everything that is left, as it stands."""
        left = {str(key): value for key, value in self._left.items()}
        self._left = {}
        return left

    def filled(self, kind: type[Texts]) -> Texts:
        """Return a dataclass of texts with each of its fields read from here, and nothing left over."""
        made = kind(**{field.name: self.text(field.name) for field in fields(kind)})
        self.done()
        return made

    def done(self) -> None:
        if self._left:
            unknown = ", ".join(f"“{key}”" for key in self._left)
            raise BadEdition(f"{self.where}: {unknown} is not a key we know.")
