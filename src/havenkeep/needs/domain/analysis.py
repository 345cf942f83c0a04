"""Whether the training needs are worked out: approved within the year, for every role there is today."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from havenkeep.evidence.domain.finding import Finding, FindingState
from havenkeep.needs.domain.training import months_after
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES, JobRole

MONTHS: Final = 12
SOON: Final = timedelta(days=60)
# Roles that are often forgotten: nearly every home has them.
OFTEN_FORGOTTEN: Final = (JobRole.NIGHT_CARER, JobRole.KITCHEN, JobRole.MAINTENANCE, JobRole.DIRECTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """An analysis that somebody approved: for which roles, and how many people held them.

    `untaught` are the roles that see personal data and need no training by it.
    """

    on: date
    by: str
    roles: frozenset[JobRole]
    people: int
    untaught: frozenset[JobRole] = frozenset()

    @property
    def lapses_on(self) -> date:
        """Return the first day on which it is a year old, and no longer good."""
        return months_after(self.on, MONTHS)


def needs_finding(approved: Approved, *, today: Collection[JobRole], on: date) -> Finding:
    """Judge the newest approved analysis of one home against the roles that people hold today."""
    of = f"{_count(len(approved.roles), 'role')}, {_count(approved.people, 'person', 'people')}."
    told = f"Training needs approved on {_day(approved.on)}: {of}"
    if approved.lapses_on <= on:
        return Finding(
            state=FindingState.NOT_MET,
            sentence=f"{told} The 12 months that it is good for are over.",
            lapses_on=approved.lapses_on,
        )
    missing = missing_roles(approved.roles, today=today)
    if missing:
        names = _joined([JOB_ROLE_TITLES[role] for role in missing])
        return Finding(
            state=FindingState.NOT_MET,
            sentence=f"{told} It leaves out {_count(len(missing), 'role')} of today: {names}.",
            numerator=len(set(today)) - len(missing),
            denominator=len(set(today)),
        )
    untaught = [role for role in JobRole if role in approved.untaught and role in today]
    if untaught:
        names = _joined([JOB_ROLE_TITLES[role] for role in untaught])
        whom = f"{_count(len(untaught), 'role')} that {'sees' if len(untaught) == 1 else 'see'} personal data"
        return Finding(
            state=FindingState.NOT_MET,
            sentence=f"{told} It asks no training of {whom}: {names}.",
            numerator=len(set(today)) - len(untaught),
            denominator=len(set(today)),
        )
    if not today:
        return Finding(
            state=FindingState.COULD_NOT_TELL,
            sentence=f"{told} Nobody is on the staff list today, so the roles cannot be compared.",
            lapses_on=approved.lapses_on,
        )
    soon = approved.lapses_on - SOON <= on
    return Finding(
        state=FindingState.LAPSING if soon else FindingState.MET,
        sentence=f"{told} Approve it again before {_day(approved.lapses_on)}." if soon else told,
        numerator=len(set(today)),
        denominator=len(set(today)),
        lapses_on=approved.lapses_on,
        draft=f"Training needs approved on {_day(approved.on)} by {approved.by}: {of}",
    )


def missing_roles(roles: Collection[JobRole], *, today: Collection[JobRole]) -> tuple[JobRole, ...]:
    """Return the roles of today that are not among `roles`, in the order of the table."""
    return tuple(role for role in JobRole if role in today and role not in roles)


def forgotten_roles(today: Mapping[JobRole, int] | Collection[JobRole]) -> tuple[JobRole, ...]:
    """Return the roles nearly every home has that nobody holds on the staff list."""
    return tuple(role for role in OFTEN_FORGOTTEN if role not in today)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _joined(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
