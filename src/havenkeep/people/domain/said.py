"""A row of a sheet as it waits for a person's word, and the mark by which it is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.sheet_rows import StaffRow

_TEXTS = ("name", "name_key", "payroll", "email", "job_title", "agency")


def said_of(row: StaffRow) -> dict[str, Any]:
    """Return a row as plain JSON values."""
    return {name: getattr(row, name) for name in _TEXTS} | {
        "role": row.role.value,
        "engagement": row.engagement.value if row.engagement else "",
        "started_on": row.started_on.isoformat() if row.started_on else "",
        "ended_on": row.ended_on.isoformat() if row.ended_on else "",
        "left": row.left,
    }


def row_of(said: Mapping[str, Any], *, row: int) -> StaffRow:
    """Return the row that `said_of` kept."""
    return StaffRow(
        row=row,
        **{name: said[name] for name in _TEXTS},
        role=JobRole(said["role"]),
        engagement=Engagement(said["engagement"]) if said["engagement"] else None,
        started_on=date.fromisoformat(said["started_on"]) if said["started_on"] else None,
        ended_on=date.fromisoformat(said["ended_on"]) if said["ended_on"] else None,
        left=said["left"],
    )


def fingerprint_of(row: StaffRow) -> str:
    """Return what tells the same row in the next sheet: a digest of its name, number and job title."""
    told = "\x1f".join((row.name_key, row.payroll.casefold(), row.job_title.casefold()))
    return hashlib.sha256(told.encode()).hexdigest()
