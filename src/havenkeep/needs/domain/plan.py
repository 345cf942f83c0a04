"""What a home plans for each role: the starter table with the home's changes, or what it approved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from havenkeep.governance.domain.lead import Duty
from havenkeep.needs.domain.starter import Need, RolePlan, starter
from havenkeep.people.domain.engagement import JobRole

ADDED_WITHIN = 30  # days for a training that the home added to a role
Content: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a home says of a role in place of the starter table. `trainings` are ids."""

    sees: str
    trainings: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The needs of every role and duty of a home. `approved_on` is None while nobody approved any."""

    roles: Mapping[JobRole, RolePlan]
    duties: Mapping[Duty, tuple[Need, ...]]
    approved_on: date | None = None


def draft_plan(changes: Mapping[JobRole, Change]) -> Plan:
    """Return the starter table with a home's changes: what the next approval is about."""
    table = starter()
    roles = {
        role: _changed(plan, changes[role]) if role in changes else plan for role, plan in table.roles.items()
    }
    return Plan(roles=roles, duties=table.duties)


def plan_in_force(draft: Plan, *, content: Content | None, approved_on: date | None) -> Plan:
    """Return what counts today: what was approved, and the draft for roles that came later."""
    if content is None:
        return draft
    approved = {
        JobRole(row["role"]): replace(
            draft.roles[JobRole(row["role"])], sees=row["sees"], needs=needs_from(row["needs"])
        )
        for row in content["roles"]
    }
    return Plan(roles={**draft.roles, **approved}, duties=draft.duties, approved_on=approved_on)


def needs_from(rows: Collection[Mapping[str, Any]]) -> tuple[Need, ...]:
    """Read needs as an approved version keeps them; a training that no longer exists is passed over."""
    return tuple(
        Need(
            training=row["training"],
            within_days=row["within_days"],
            why=row["why"],
            since=date.fromisoformat(row["since"]) if row["since"] else None,
        )
        for row in rows
        if row["training"] in starter().trainings
    )


def since_when(role: str, training: str, *, before: Content | None, on: date) -> str | None:
    """Return since which day a role needs a training, for a version approved on a day; None for always.

    What the starter table asks was always asked, so approving makes nobody less late. What the home added, or
    what an earlier version left out, counts from the approval that first asked for it.
    """
    rows = {} if before is None else {row["role"]: row["needs"] for row in before["roles"]}
    for need in rows.get(role, ()):
        if need["training"] == training:
            known: str | None = need["since"]
            return known
    begun = starter().roles[JobRole(role)].needs if role in set(JobRole) else ()
    always = role not in rows and training in {need.training for need in begun}
    return None if always else on.isoformat()


def digest_of(content: Content) -> str:
    """Return what tells whether a plan is still the one somebody looked at: its roles, not its counts."""
    looked_at = [
        [row["role"], row["sees"], row["note"], [need["training"] for need in row["needs"]]]
        for row in content["roles"]
    ]
    return hashlib.sha256(json.dumps(looked_at).encode()).hexdigest()[:16]


def changed_roles(content: Content, *, before: Content | None) -> tuple[str, ...]:
    """Return the roles of a plan that are new or say something else than the version before."""
    known = {} if before is None else {row["role"]: _said(row) for row in before["roles"]}
    return tuple(row["role"] for row in content["roles"] if known.get(row["role"]) != _said(row))


def _said(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row["sees"], row["note"], tuple(need["training"] for need in row["needs"])


def _changed(plan: RolePlan, change: Change) -> RolePlan:
    begun = {need.training: need for need in plan.needs}
    needs = tuple(
        begun.get(name, Need(training=name, within_days=ADDED_WITHIN, why="Added here."))
        for name in starter().trainings
        if name in change.trainings
    )
    return replace(plan, sees=change.sees, needs=needs, note=change.note, systems=False)
