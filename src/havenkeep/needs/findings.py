"""The check that the training needs analysis answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from havenkeep.evidence.domain.finding import Finding
from havenkeep.needs.domain.analysis import needs_finding
from havenkeep.needs.queries.planned import approved_of, newest_analyses
from havenkeep.needs.queries.staffing import roles_today
from havenkeep.organisations.models import Homes


def training_needs(*, homes: Homes, on: date) -> Mapping[int, Finding]:
    """Whether each home's needs were approved this year for every role of today. Two queries."""
    newest, roles = newest_analyses(homes=homes), roles_today(homes=homes, on=on)
    return {
        home: replace(
            needs_finding(approved_of(analysis), today=roles.get(home, {}), on=on), fix="needs:analysis"
        )
        for home, analysis in newest.items()
    }
