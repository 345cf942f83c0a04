"""The courses we know, what each covers, and how sure we are of that."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from havenkeep.standards.domain.edition import Certainty
from havenkeep.training.domain.outcomes import Outcome

EVERYONE, LEAD, MANAGER = "everyone", "lead", "manager"
FOR_ROLE_TITLES: Mapping[str, str] = {
    "": "Everyone",
    LEAD: "The data security lead",
    MANAGER: "The manager",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRow:
    """One course. `for_role` is `lead` or `manager` for what suits that role beyond everyone's training.

    `ours` are taught here and leave their completions by themselves.
    """

    id: str
    title: str
    covers: frozenset[Outcome]
    for_role: str
    kind: str
    ours: bool
    source: str
    certainty: Certainty


@cache
def courses() -> Mapping[str, CourseRow]:
    """Return the courses by id, in the order they are offered."""
    text = files("havenkeep.training").joinpath("courses.yaml").read_text(encoding="utf-8")
    return {
        row["id"]: CourseRow(
            id=row["id"],
            title=row["title"],
            covers=frozenset(Outcome(outcome) for outcome in row["covers"]),
            for_role=row.get("for_role", ""),
            kind=row["kind"],
            ours=row.get("ours", False),
            source=row["source"],
            certainty=Certainty(row["certainty"]),
        )
        for row in yaml.safe_load(text)["courses"]
    }


def other_course(title: str) -> str:
    """Return the id of a course that is not in the catalogue: the same for the same title."""
    plain = " ".join(title.casefold().split())
    return f"other-{hashlib.sha256(plain.encode()).hexdigest()[:12]}"
