"""The checks that the governance registers answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from havenkeep.evidence.domain.finding import Finding
from havenkeep.governance.domain.lead import Appointed, Duty, lead_finding
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems_finding
from havenkeep.governance.models import Appointment, SystemUse
from havenkeep.organisations.models import Homes


def named_lead(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether a named person leads on data security in each home. One query."""
    appointments: dict[int, list[Appointed]] = defaultdict(list)
    for row in Appointment.objects.filter(home__in=homes, duty=Duty.LEAD).order_by("-pk"):
        appointments[row.home_id].append(row.as_appointed())
    return {
        home: replace(lead_finding(rows, on=on), fix="governance:people")
        for home, rows in appointments.items()
    }


def nhs_systems(*, homes: Homes, on: date) -> Mapping[int, Finding]:  # noqa: ARG001  # every check takes a day
    """Which level the NHS systems in use ask of each home. One query."""
    uses: dict[int, dict[str, Use]] = defaultdict(dict)
    for home, system, use in SystemUse.objects.filter(home__in=homes).values_list("home", "system", "use"):
        uses[home][system] = Use(use)
    return {
        home: replace(nhs_systems_finding(in_use), fix="governance:systems") for home, in_use in uses.items()
    }
