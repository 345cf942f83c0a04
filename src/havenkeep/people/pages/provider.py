"""A provider's page of staff."""

from __future__ import annotations

from datetime import date

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, FindingState
from havenkeep.organisations.models import Provider
from havenkeep.people.domain.list_check import list_finding
from havenkeep.people.pages.staff import HomeLine, ProviderStaffPage
from havenkeep.people.queries.listing import ServiceCount, provider_count, service_counts
from havenkeep.people.queries.matching import list_facts

_WORST_FIRST = (FindingState.NOT_MET, FindingState.COULD_NOT_TELL, FindingState.LAPSING, FindingState.MET)


def provider_staff(provider: Provider, *, may_edit: bool, on: date) -> ProviderStaffPage:
    """Return the page. Seven queries, however many services."""
    homes = provider.homes.order_by("name", "pk")
    counts, facts = service_counts(homes, on=on), list_facts(homes, on=on)
    whole, several = provider_count(provider, on=on)
    lines = []
    for home in homes:
        known = facts.get(home.pk)
        finding = list_finding(known, on=on) if known else NOTHING_RECORDED
        count = counts.get(home.pk, ServiceCount(people=0, counted=0))
        line = HomeLine(
            ref=home.ref,
            name=home.name,
            people=count.people,
            state=finding.state.value,
            sentence=finding.sentence,
        )
        lines.append((_WORST_FIRST.index(finding.state), line))
    lines.sort(key=lambda pair: pair[0])
    return ProviderStaffPage(
        ref=provider.ref,
        name=provider.name,
        lines=tuple(line for _, line in lines),
        people=whole.people,
        counted=whole.counted,
        several=several,
        may_edit=may_edit,
    )
