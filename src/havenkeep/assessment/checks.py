"""Every check there is, in one table. Editions name these ids; a test proves that both sides agree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from havenkeep.assessment import findings as own
from havenkeep.evidence.domain.finding import Finding
from havenkeep.governance import findings as governance
from havenkeep.organisations.models import Homes
from havenkeep.people import findings as people
from havenkeep.privacy import findings as privacy
from havenkeep.training import findings as training


class Check(Protocol):
    def __call__(self, *, homes: Homes, on: date) -> Mapping[int, Finding]:
        """Return a finding for each home that something is recorded about, by primary key."""
        ...


PUBLICATION = "assessment.publication"

CHECKS: Mapping[str, Check] = {
    "privacy.ico_registration": privacy.ico_registration,
    "governance.named_lead": governance.named_lead,
    "governance.nhs_systems": governance.nhs_systems,
    "training.everyone": training.everyone,
    "training.leads": training.leads,
    "people.staff_list": people.staff_list,
    PUBLICATION: own.publication,
}

# The page on which each check's records are kept: where to begin when nothing is recorded yet.
KEPT_AT: Mapping[str, str] = {
    "privacy.ico_registration": "privacy:registration",
    "governance.named_lead": "governance:people",
    "governance.nhs_systems": "governance:systems",
    "training.everyone": "training:training",
    "training.leads": "training:leads",
    "people.staff_list": "people:staff",
    PUBLICATION: "assessment:publication",
}
