"""The rules that homes argue about when they count who must be trained, with where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from havenkeep.standards.domain.edition import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """One rule in plain words; `certainty` says how sure we are of it, `source` where it stands."""

    key: str
    title: str
    text: str
    certainty: Certainty
    source: str


@cache
def counting_rules() -> tuple[CountingRule, ...]:
    """Return the rules in the order in which they are told."""
    text = files("havenkeep.people").joinpath("rules.yaml").read_text(encoding="utf-8")
    return tuple(
        CountingRule(
            key=row["key"],
            title=row["title"],
            text=row["text"],
            certainty=Certainty(row["certainty"]),
            source=row["source"],
        )
        for row in yaml.safe_load(text)["rules"]
    )
