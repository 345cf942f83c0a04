"""What yearly training has to cover: the four outcomes of the sector's discussion tool, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Outcome(StrEnum):
    RIGHTS = "rights"
    SAFEKEEPING = "safekeeping"
    THREATS = "threats"
    REPORTING = "reporting"


OUTCOME_TITLES: Mapping[Outcome, str] = {
    Outcome.RIGHTS: "Rights and responsibilities",
    Outcome.SAFEKEEPING: "Keeping information safe, on paper and on screen",
    Outcome.THREATS: "Threats, and what to do about them",
    Outcome.REPORTING: "Noticing and reporting",
}
ALL_OUTCOMES = frozenset(Outcome)
