"""How the 95% is counted, in words, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from havenkeep.standards.domain.edition import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    id: str
    text: str
    source: str
    certainty: Certainty


@cache
def counting_rules() -> tuple[CountingRule, ...]:
    """Return the rules in the order they are read."""
    text = files("havenkeep.training").joinpath("rules.yaml").read_text(encoding="utf-8")
    return tuple(
        CountingRule(
            id=row["id"],
            text=row["text"].strip(),
            source=row["source"],
            certainty=Certainty(row["certainty"]),
        )
        for row in yaml.safe_load(text)["rules"]
    )
