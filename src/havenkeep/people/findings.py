"""The check that the staff list answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from havenkeep.evidence.domain.finding import Finding
from havenkeep.organisations.models import Homes
from havenkeep.people.domain.list_check import list_finding
from havenkeep.people.queries.matching import list_facts

MATCH, LIST = "people:check", "people:staff"


def staff_list(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether each list was matched with a second source, and all differences settled. Three queries."""
    return {
        home: replace(list_finding(facts, on=on), fix=MATCH if facts.people else LIST)
        for home, facts in list_facts(homes, on=on).items()
    }
