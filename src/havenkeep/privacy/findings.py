"""The checks that the data protection registers answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from havenkeep.evidence.domain.finding import Finding
from havenkeep.organisations.models import Homes
from havenkeep.privacy.models import Registration


def ico_registration(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether each home's fee registration has the right form and is in date. One query."""
    return {
        row.home_id: replace(row.finding(on=on), fix="privacy:registration")
        for row in Registration.objects.filter(home__in=homes)
    }
