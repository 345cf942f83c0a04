"""The checks that the data protection registers answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from havenkeep.evidence.domain.finding import Finding
from havenkeep.organisations.models import Homes
from havenkeep.privacy.domain.registration import registration_finding
from havenkeep.privacy.models import Registration


def ico_registration(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether each home's fee registration has the right form and is in date. One query."""
    rows = Registration.objects.filter(home__in=homes).values_list("home", "number", "holder", "ends_on")
    return {
        home: replace(
            registration_finding(number=number, holder=holder, ends_on=ends_on, on=on),
            fix="privacy:registration",
        )
        for home, number, holder, ends_on in rows
    }
