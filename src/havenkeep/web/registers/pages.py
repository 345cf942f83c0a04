"""The registers kept here, each with what it finds today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from havenkeep.evidence.domain.finding import Finding
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import Granted
from havenkeep.organisations.models import Home


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its page, what it is for in a line, the check that it answers, and who opens its page."""

    title: str
    why: str
    route: str
    check: str
    opens: Permission = Permission.STAFF_VIEW


REGISTERS = (
    Register(
        "Staff list",
        "Everyone who works here, matched each month with the rota, HR or payroll.",
        "people:staff",
        "people.staff_list",
    ),
    Register(
        "Induction",
        "Every starter is taken through it and signed off, in time.",
        "joining:joining",
        "joining.induction",
    ),
    Register(
        "Confidentiality in contracts",
        "Everyone who works here has agreed in writing, volunteers and directors too.",
        "joining:agreements",
        "joining.contracts",
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
        "Training needs",
        "Which role needs which training, approved once a year.",
        "needs:analysis",
        "needs.training_needs",
    ),
    Register(
        "People in charge of data",
        "Who leads, who stands in, and who decides when something goes wrong.",
        "governance:people",
        "governance.named_lead",
        Permission.HOME_VIEW,
    ),
    Register(
        "NHS systems you use",
        "They decide whether you must publish, and how far you must get.",
        "governance:systems",
        "governance.nhs_systems",
        Permission.HOME_VIEW,
    ),
    Register(
        "ICO registration",
        "The yearly fee, and whose number it is.",
        "privacy:registration",
        "privacy.ico_registration",
        Permission.HOME_VIEW,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One register and what it finds. `linked`: whoever looks may open its page."""

    register: Register
    finding: Finding
    linked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistersPage:
    ref: str
    name: str
    lines: tuple[RegisterLine, ...]

    @classmethod
    def of(cls, home: Home, *, findings: Mapping[str, Finding], granted: Granted) -> RegistersPage:
        """A register whose page somebody may not open shows them its finding if they read the assessment.

        Else it is left out: what a register of people finds is not everybody's.
        """
        return cls(
            ref=home.ref,
            name=home.name,
            lines=tuple(
                RegisterLine(register=row, finding=findings[row.check], linked=granted.may(row.opens))
                for row in REGISTERS
                if granted.may(row.opens) or granted.may(Permission.ASSESSMENT_VIEW)
            ),
        )
