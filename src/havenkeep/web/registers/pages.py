"""The registers kept here, each with what it finds today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from havenkeep.evidence.domain.finding import Finding
from havenkeep.organisations.models import Home


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its page, what it is for in a line, and the check that it answers."""

    title: str
    why: str
    route: str
    check: str


REGISTERS = (
    Register(
        "Staff list",
        "Everyone who works here, matched each month with the rota, HR or payroll.",
        "people:staff",
        "people.staff_list",
    ),
    Register(
        "People in charge of data",
        "Who leads, who stands in, and who decides when something goes wrong.",
        "governance:people",
        "governance.named_lead",
    ),
    Register(
        "Training",
        "Who is trained, when it falls below 95%, and who lifts it.",
        "training:training",
        "training.everyone",
    ),
    Register(
        "Training of the people in charge",
        "The lead and their deputy need more than the course for everyone.",
        "training:leads",
        "training.leads",
    ),
    Register(
        "NHS systems you use",
        "They decide whether you must publish, and how far you must get.",
        "governance:systems",
        "governance.nhs_systems",
    ),
    Register(
        "ICO registration",
        "The yearly fee, and whose number it is.",
        "privacy:registration",
        "privacy.ico_registration",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    register: Register
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistersPage:
    ref: str
    name: str
    lines: tuple[RegisterLine, ...]

    @classmethod
    def of(cls, home: Home, *, findings: Mapping[str, Finding]) -> RegistersPage:
        return cls(
            ref=home.ref,
            name=home.name,
            lines=tuple(RegisterLine(register=row, finding=findings[row.check]) for row in REGISTERS),
        )
