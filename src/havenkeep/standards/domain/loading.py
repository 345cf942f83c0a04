"""The editions, mappings and frameworks that ship with Havenkeep, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from havenkeep.standards.domain.edition import (
    Edition,
    EditionMapping,
    Framework,
    MappingKind,
    MappingRow,
)
from havenkeep.standards.domain.edition_files import read_edition
from havenkeep.standards.domain.framework_files import read_framework
from havenkeep.standards.domain.mapping_chain import chained
from havenkeep.standards.domain.mapping_files import read_mapping
from havenkeep.standards.domain.strict_rows import BadEdition

__all__ = [
    "BadEdition",
    "Library",
    "UnknownEdition",
    "UnknownFramework",
    "UnknownMapping",
    "edition",
    "edition_in_force",
    "editions",
    "framework",
    "frameworks",
    "mapping",
    "read_library",
]


class _Unknown(KeyError):
    """A key error whose text is a sentence, not a quoted key."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownEdition(_Unknown):
    """No edition has this id."""


class UnknownFramework(_Unknown):
    """No framework has this id."""


class UnknownMapping(_Unknown):
    """No chain of mappings leads from the one edition to the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that was read: editions oldest first, frameworks, and mappings by the edition they lead to."""

    editions: Mapping[str, Edition]
    frameworks: Mapping[str, Framework]
    mappings: Mapping[str, EditionMapping]


def editions() -> Mapping[str, Edition]:
    """Return every edition by id, oldest first. Raises `BadEdition` when a shipped file is broken."""
    return _library().editions


def edition(edition_id: str) -> Edition:
    """Return one edition. Raises `UnknownEdition`."""
    known = editions()
    if edition_id not in known:
        raise UnknownEdition(f"There is no edition “{edition_id}”. The ones we hold are {', '.join(known)}.")
    return known[edition_id]


def edition_in_force(*, on: date) -> Edition:
    """Return the edition opened last on or before `on`, or else the earliest we hold."""
    oldest_first = tuple(editions().values())
    opened = [one for one in oldest_first if one.opens_on <= on]
    return opened[-1] if opened else oldest_first[0]


def mapping(*, old: str, new: str) -> EditionMapping:
    """Say how the items of `old` became those of `new`, over the editions in between where there are any.

    An edition leads to itself with every item the same. `old` may be too old to be held as an edition.
    Raises `UnknownEdition` for `new`, and `UnknownMapping` when nothing leads forward from `old`.
    """
    newest, mappings = edition(new), _library().mappings
    if old == new:
        return _unchanged(newest)
    whole = mappings.get(new)
    while whole is not None and whole.old_edition != old:
        step = mappings.get(whole.old_edition)
        whole = None if step is None else chained(step, whole)
    if whole is None:
        raise UnknownMapping(f"We do not know how “{old}” became “{new}”. Mappings only lead forward.")
    return whole


def frameworks() -> Mapping[str, Framework]:
    """Return every framework by id."""
    return _library().frameworks


def framework(framework_id: str) -> Framework:
    """Return one framework. Raises `UnknownFramework`."""
    known = frameworks()
    if framework_id not in known:
        raise UnknownFramework(
            f"There is no framework “{framework_id}”. The ones we hold are {', '.join(known)}."
        )
    return known[framework_id]


def read_library(root: Traversable) -> Library:
    """Read the folders `editions` and `frameworks` under `root`. Raises `BadEdition`."""
    frameworks = {
        name: read_framework(root / "frameworks", name=name)
        for name in sorted(file.name.removesuffix(".yaml") for file in (root / "frameworks").iterdir())
    }
    shelf = root / "editions"
    folders = sorted(folder.name for folder in shelf.iterdir() if folder.is_dir())
    read = [read_edition(shelf, folder=folder, frameworks=frameworks) for folder in folders]
    editions = {one.id: one for one in sorted(read, key=lambda one: one.opens_on)}
    mappings = {
        folder: read_mapping(shelf, folder=folder, editions=editions)
        for folder in folders
        if (shelf / folder / "mapping.yaml").is_file()
    }
    return Library(
        editions=MappingProxyType(editions),
        frameworks=MappingProxyType(frameworks),
        mappings=MappingProxyType(mappings),
    )


@cache
def _library() -> Library:
    return read_library(files("havenkeep.standards"))


def _unchanged(edition: Edition) -> EditionMapping:
    return EditionMapping(
        old_edition=edition.id,
        new_edition=edition.id,
        rows=tuple(
            MappingRow(kind=MappingKind.SAME, old=(item.ref,), new=(item.ref,))
            for item in edition.in_toolkit_order
        ),
    )
