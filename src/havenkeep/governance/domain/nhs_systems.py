"""NHS systems in use decide who must publish, at which level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.standards.domain.edition import Certainty, Level


class Use(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class NhsSystem:
    """One NHS system, or a `contract`, the level it asks for, and what is lost without it."""

    key: str
    title: str
    level: Level
    at_stake: str
    certainty: Certainty
    source: str
    contract: bool = False


@cache
def nhs_systems() -> Mapping[str, NhsSystem]:
    """Return the systems we know, in the order they are asked about."""
    text = files("havenkeep.governance").joinpath("nhs_systems.yaml").read_text(encoding="utf-8")
    return {
        row["key"]: NhsSystem(
            key=row["key"],
            title=row["title"],
            level=Level(row["level"]),
            at_stake=row["at_stake"],
            certainty=Certainty(row["certainty"]),
            source=row["source"],
            contract=row.get("contract", False),
        )
        for row in yaml.safe_load(text)["systems"]
    }


def level_needed(in_use: Mapping[str, Use]) -> Level | None:
    """Return the highest level that the systems in use ask for, or None when none is in use."""
    levels = {
        nhs_systems()[key].level for key, use in in_use.items() if use is Use.YES and key in nhs_systems()
    }
    if Level.MET in levels:
        return Level.MET
    return Level.APPROACHING if levels else None


LEVEL_WORDS = {Level.APPROACHING: "Approaching Standards", Level.MET: "Standards Met"}


def nhs_systems_finding(in_use: Mapping[str, Use]) -> Finding:
    """Say which level a home needs. A system that nothing was said about may be in use."""
    known = nhs_systems()
    used = [system.title for key, system in known.items() if in_use.get(key) is Use.YES]
    unsure = [system.title for key, system in known.items() if in_use.get(key, Use.NOT_SURE) is Use.NOT_SURE]
    needed = level_needed(in_use)
    words = (
        f"{len(used)} NHS system{'' if len(used) == 1 else 's'} in use: {', '.join(used)}." if used else ""
    )
    if needed is not None:
        words += f" {'It needs' if len(used) == 1 else 'They need'} {LEVEL_WORDS[needed]}."
    if unsure and needed is not Level.MET:
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence=f"{words} Not sure yet about: {', '.join(unsure)}.".strip(),
            numerator=len(used),
            denominator=len(known),
        )
    return Finding(
        state=FindingState.MET,
        sentence=words or "No NHS systems are in use, so none asks for a level.",
        numerator=len(used),
        denominator=len(known),
    )
