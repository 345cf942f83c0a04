"""What the yearly fee is, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from havenkeep.standards.domain.edition import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """`pounds` a year, and who pays it."""

    pounds: int
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    since: date
    certainty: Certainty
    source: str
    unchecked: str
    tiers: tuple[Tier, ...]
    notes: tuple[str, ...]
    usual: str
    usual_certainty: Certainty


@cache
def fees() -> Fees:
    """Return the fees that we know of, lowest first."""
    row = yaml.safe_load(files("havenkeep.privacy").joinpath("fees.yaml").read_text(encoding="utf-8"))
    return Fees(
        since=row["since"],
        certainty=Certainty(row["certainty"]),
        source=row["source"],
        unchecked=row["unchecked"],
        tiers=tuple(Tier(pounds=tier["pounds"], who=tier["who"]) for tier in row["tiers"]),
        notes=tuple(row["notes"]),
        usual=row["usual"],
        usual_certainty=Certainty(row["usual_certainty"]),
    )
