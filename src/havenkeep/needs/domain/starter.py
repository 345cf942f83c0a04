"""Where a home begins: which role sees what and needs which training, from `role_needs.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from havenkeep.governance.domain.lead import Duty
from havenkeep.needs.domain.training import Training
from havenkeep.people.domain.engagement import JobRole
from havenkeep.training.domain.outcomes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One training that a role needs, first within so many days of starting.

    `since` is the day on which an approved analysis first asked for it, None before that.
    """

    training: str
    within_days: int
    why: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePlan:
    """What one role can see, and the trainings it needs. `systems`: it uses the NHS systems of the home."""

    sees: str
    needs: tuple[Need, ...]
    note: str = ""
    systems: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    trainings: Mapping[str, Training]
    roles: Mapping[JobRole, RolePlan]
    duties: Mapping[Duty, tuple[Need, ...]]


@cache
def starter() -> Starter:
    """Return the table, total over the roles.

    Raises:
        KeyError: a role is missing, or a need names a training that is not there.
    """
    text = files("havenkeep.needs").joinpath("role_needs.yaml").read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    trainings = {row["id"]: _training(row) for row in read["trainings"]}
    rows = {JobRole(row["role"]): row for row in read["roles"]}
    found = Starter(
        trainings=trainings,
        roles={
            role: RolePlan(
                sees=rows[role]["sees"],
                needs=_needs(rows[role]["needs"]),
                systems=rows[role].get("systems", False),
            )
            for role in JobRole
        },
        duties={Duty(row["duty"]): _needs(row["needs"]) for row in read["duties"]},
    )
    for needs in [*(row.needs for row in found.roles.values()), *found.duties.values()]:
        for need in needs:
            trainings[need.training]
    return found


def _training(row: Mapping[str, Any]) -> Training:
    return Training(
        id=row["id"],
        title=row["title"],
        what=row["what"],
        every_months=row["every_months"],
        covers=frozenset(Outcome(outcome) for outcome in row.get("covers", ())),
        for_role=row.get("for_role", ""),
    )


def _needs(rows: Iterable[Mapping[str, Any]]) -> tuple[Need, ...]:
    return tuple(
        Need(training=row["training"], within_days=row["within_days"], why=row["why"]) for row in rows
    )
