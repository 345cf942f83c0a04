"""Bringing one list in for all services of a provider: which is which, what it would do, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from havenkeep.importing.domain.report import Problem
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Provider
from havenkeep.people.domain.group import Part
from havenkeep.people.domain.group_places import GroupPlaces
from havenkeep.people.domain.list_check import ListSource
from havenkeep.people.imports import Kept
from havenkeep.people.pages.bringing import Reading, Told

TOLD = 50
A_ROUND = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesPage:
    """Which service is it? A round of questions; `left` counts those after it."""

    ref: str
    listing: str
    file: str
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """What a list would do to one service."""

    name: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPreviewPage:
    """What a list would do, by service and person. Nothing is saved yet. `untouched` are in no row of it."""

    ref: str
    name: str
    reading: Reading
    lines: tuple[ServiceLine, ...]
    untouched: tuple[str, ...]
    told: str
    listing: str

    @classmethod
    def of(
        cls,
        provider: Provider,
        *,
        preview: Preview,
        kept: Kept,
        places: GroupPlaces,
        parts: Sequence[Part],
    ) -> GroupPreviewPage:
        names = dict(provider.homes.order_by("name", "pk").values_list("pk", "name"))
        told = {part.service: Told(bringing=part.bringing, most=TOLD) for part in parts}
        return cls(
            ref=provider.ref,
            name=provider.name,
            reading=Reading(kept=replace(kept, elsewhere=places.elsewhere)),
            lines=tuple(ServiceLine(name=name, told=told[pk]) for pk, name in names.items() if pk in told),
            untouched=tuple(name for pk, name in names.items() if pk not in told),
            told="; ".join(one.told for one in places.told),
            listing=preview.ref,
        )

    @property
    def counts(self) -> Mapping[str, int]:
        """How many people of all services come, change, leave and stay, and what is to settle."""
        whole = [line.told.bringing for line in self.lines]
        return {
            "added": sum(len(one.added) for one in whole),
            "changed": sum(len(one.changed) for one in whole),
            "ended": sum(len(one.ended) for one in whole),
            "same": sum(one.same for one in whole),
            "differences": sum(len(one.differences) for one in whole),
            "errors": sum(len(one.errors) for one in whole),
            "long_gone": sum(one.long_gone for one in whole),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """What came of a list at one service."""

    ref: str
    name: str
    added: int
    changed: int
    ended: int
    same: int
    differences: int
    errors: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupResultPage:
    """What came of a list, by service."""

    ref: str
    name: str
    is_match: bool
    lines: tuple[ResultLine, ...]

    @classmethod
    def of(cls, provider: Provider, preview: Preview) -> GroupResultPage:
        parts = {one["home"]: one for one in preview.result["parts"]}
        names = provider.homes.filter(ref__in=list(parts)).order_by("name", "pk").values_list("ref", "name")
        return cls(
            ref=provider.ref,
            name=provider.name,
            is_match=preview.result["source"] != ListSource.OWN,
            lines=tuple(_line(ref, name, parts[ref]) for ref, name in names),
        )

    @property
    def errors(self) -> tuple[tuple[str, Problem], ...]:
        """The rows that could not be used, each with its service."""
        return tuple((line.name, one) for line in self.lines for one in line.errors)


def _line(ref: str, name: str, told: Mapping[str, Any]) -> ResultLine:
    counts = {key: told[key] for key in ("added", "changed", "ended", "same", "differences")}
    errors = tuple(Problem(**one) for one in told["errors"])
    return ResultLine(ref=ref, name=name, errors=errors, **counts)
