"""Which NHS systems are used, and the level they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding
from havenkeep.governance.domain.nhs_systems import (
    LEVEL_WORDS,
    NhsSystem,
    Use,
    level_needed,
    nhs_systems,
    nhs_systems_finding,
)
from havenkeep.governance.forms import SystemsForm
from havenkeep.organisations.models import Home
from havenkeep.standards.domain.edition import Certainty, Edition

USE_WORDS: Mapping[Use, str] = {Use.YES: "In use", Use.NO: "Not in use", Use.NOT_SURE: "Not sure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemLine:
    system: NhsSystem
    level: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemsPage:
    ref: str
    name: str
    finding: Finding
    needed: str
    deadline: date
    deadline_certainty: Certainty
    lines: tuple[SystemLine, ...]
    form: SystemsForm | None

    @classmethod
    def of(
        cls, home: Home, *, uses: Mapping[str, Use], edition: Edition, form: SystemsForm | None
    ) -> SystemsPage:
        needed = level_needed(uses)
        return cls(
            ref=home.ref,
            name=home.name,
            finding=nhs_systems_finding(uses) if uses else NOTHING_RECORDED,
            needed=LEVEL_WORDS[needed] if needed else "",
            deadline=edition.deadline,
            deadline_certainty=edition.deadline_certainty,
            lines=tuple(
                SystemLine(
                    system=system,
                    level=LEVEL_WORDS[system.level],
                    said=USE_WORDS[uses[key]] if key in uses else "",
                )
                for key, system in nhs_systems().items()
            ),
            form=form,
        )
