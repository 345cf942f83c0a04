"""How somebody works in a service, in which role, and who counts among those who must be trained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Engagement(StrEnum):
    """How somebody comes to work here."""

    EMPLOYED = "employed"
    BANK = "bank"
    AGENCY = "agency"
    ONE_OFF = "one_off"
    VOLUNTEER = "volunteer"
    DIRECTOR = "director"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementRow:
    """`counted` says whether someone with access to personal data counts among the 95%."""

    title: str
    hint: str
    counted: bool


ENGAGEMENTS: Mapping[Engagement, EngagementRow] = {
    Engagement.EMPLOYED: EngagementRow(
        title="Employed", hint="Has a contract with you, full or part time.", counted=True
    ),
    Engagement.BANK: EngagementRow(title="Bank", hint="Comes when you call.", counted=True),
    Engagement.AGENCY: EngagementRow(
        title="Agency, regular", hint="Sent by an agency, and you see them often.", counted=True
    ),
    Engagement.ONE_OFF: EngagementRow(
        title="Agency, now and then",
        hint="Covered by the agency’s letter and a first-shift card, so not counted in the 95%.",
        counted=False,
    ),
    Engagement.VOLUNTEER: EngagementRow(title="Volunteer", hint="Helps without pay.", counted=True),
    Engagement.DIRECTOR: EngagementRow(
        title="Director or trustee", hint="Runs or oversees the organisation.", counted=True
    ),
}
COUNTED = frozenset(engagement for engagement, row in ENGAGEMENTS.items() if row.counted)


class JobRole(StrEnum):
    """What somebody does here: fine enough to say which training a role needs, and no finer."""

    MANAGER = "manager"
    DEPUTY = "deputy"
    NURSE = "nurse"
    SENIOR_CARER = "senior_carer"
    CARER = "carer"
    NIGHT_CARER = "night_carer"
    ACTIVITIES = "activities"
    KITCHEN = "kitchen"
    DOMESTIC = "domestic"
    MAINTENANCE = "maintenance"
    OFFICE = "office"
    DIRECTOR = "director"
    VOLUNTEER = "volunteer"
    OTHER = "other"


JOB_ROLE_TITLES: Mapping[JobRole, str] = {
    JobRole.MANAGER: "Manager",
    JobRole.DEPUTY: "Deputy manager",
    JobRole.NURSE: "Nurse",
    JobRole.SENIOR_CARER: "Senior care worker",
    JobRole.CARER: "Care worker",
    JobRole.NIGHT_CARER: "Night care worker",
    JobRole.ACTIVITIES: "Activities",
    JobRole.KITCHEN: "Kitchen",
    JobRole.DOMESTIC: "Domestic and laundry",
    JobRole.MAINTENANCE: "Maintenance",
    JobRole.OFFICE: "Office and administration",
    JobRole.DIRECTOR: "Director or trustee",
    JobRole.VOLUNTEER: "Volunteer",
    JobRole.OTHER: "Other",
}
