"""Reading the governance registers of one home."""

from __future__ import annotations

from collections.abc import Mapping

from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use
from havenkeep.governance.models import Appointment
from havenkeep.organisations.models import Home


def systems_in_use(home: Home) -> Mapping[str, Use]:
    """Return what was said about each NHS system. One query."""
    return {system: Use(use) for system, use in home.system_uses.values_list("system", "use")}


def current_appointments(home: Home) -> Mapping[Duty, Appointment]:
    """Return the appointment in force for each duty. One query."""
    rows = home.appointments.filter(ended_on=None).order_by("pk")
    return {Duty(row.duty): row for row in rows}
