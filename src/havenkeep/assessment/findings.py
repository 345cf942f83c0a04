"""The check that the assessment itself answers: has the home published in time, at the level it needs?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from havenkeep.assessment.domain.publication import Published, publication_finding
from havenkeep.assessment.domain.standing import Standing
from havenkeep.assessment.models import Publication
from havenkeep.evidence.domain.finding import Finding
from havenkeep.governance.domain.nhs_systems import Use, level_needed
from havenkeep.governance.models import SystemUse
from havenkeep.organisations.models import Homes, Profile
from havenkeep.standards.queries import edition_in_force

_AS_SAID = {
    "approaching": Standing.APPROACHING,
    "met": Standing.MET,
    "exceeded": Standing.EXCEEDED,
}


def publication(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether each home has published in time at the level needed. Four queries."""
    last = _last_known(homes)
    uses: dict[int, dict[str, Use]] = defaultdict(dict)
    for home, system, use in SystemUse.objects.filter(home__in=homes).values_list("home", "system", "use"):
        uses[home][system] = Use(use)
    edition = edition_in_force(on=on)
    found: dict[int, Finding] = {}
    for home in last.keys() | uses.keys():
        finding = publication_finding(last.get(home), needed=level_needed(uses[home]), edition=edition, on=on)
        if finding is not None:
            found[home] = replace(finding, fix="assessment:publication")
    return found


def _last_known(homes: Homes) -> dict[int, Published]:
    profiles = Profile.objects.filter(home__in=homes, last_published_on__isnull=False)
    last = {
        home: Published(on=day, standing=_AS_SAID[standing])
        for home, day, standing in profiles.values_list("home", "last_published_on", "last_standing")
        if day is not None and standing in _AS_SAID
    }
    rows = Publication.objects.filter(submission__covers__home__in=homes).order_by("published_on")
    for home, day, standing in rows.values_list("submission__covers__home", "published_on", "standing"):
        if home not in last or last[home].on <= day:
            last[home] = Published(on=day, standing=Standing(standing))
    return last
