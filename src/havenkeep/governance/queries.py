"""Reading the governance registers of one home."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use
from havenkeep.governance.models import Appointment
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person


def systems_in_use(home: Home) -> Mapping[str, Use]:
    """Return what was said about each NHS system. One query."""
    return {system: Use(use) for system, use in home.system_uses.values_list("system", "use")}


def appointments_of(home: Home) -> Mapping[Duty, list[Appointment]]:
    """Return every appointment of each duty, newest first. One query."""
    found: dict[Duty, list[Appointment]] = {duty: [] for duty in Duty}
    for row in home.appointments.order_by("-pk"):
        found[Duty(row.duty)].append(row)
    return found


def staff_of(home: Home, *, on: date) -> list[Person]:
    """Return everyone who works for the home’s provider that day, by name: who may hold a duty. One query."""
    homes = Home.objects.filter(provider=home.provider_id)
    return list(Person.objects.in_post(homes=homes, on=on).order_by("name", "pk"))
