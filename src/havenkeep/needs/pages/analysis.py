"""Who needs which training: today's roles, one role's form, the approval, and an approved version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding
from havenkeep.needs.domain.analysis import forgotten_roles, needs_finding
from havenkeep.needs.domain.plan import changed_roles, digest_of
from havenkeep.needs.models import Analysis
from havenkeep.needs.queries.analysing import NeedLine, RoleLine, TodaysNeeds
from havenkeep.needs.queries.planned import approved_of
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES, JobRole

NAMED = 12  # names of those who have a gap that a page lists; the list of everyone has the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedShown:
    title: str
    terms: str
    have: int
    of: int
    names: tuple[str, ...]
    more: int

    @classmethod
    def of_line(cls, line: NeedLine) -> NeedShown:
        return cls(
            title=line.title,
            terms=terms(line.need.within_days, line.every_months),
            have=line.have,
            of=line.have + len(line.gaps),
            names=tuple(worker.name for worker in line.gaps[:NAMED]),
            more=max(len(line.gaps) - NAMED, 0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleShown:
    """One role with its people. `changed`: it is new, or says something else than what was approved."""

    id: str
    title: str
    sees: str
    note: str
    people: int
    seeing: int
    changed: bool
    needs: tuple[NeedShown, ...]

    @classmethod
    def of(cls, row: RoleLine, *, changed: bool) -> RoleShown:
        return cls(
            id=row.id,
            title=row.title,
            sees=row.sees,
            note=row.note,
            people=row.people,
            seeing=row.seeing,
            changed=changed,
            needs=tuple(NeedShown.of_line(line) for line in row.needs),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisPage:
    """`forgotten` are roles that nearly every home has and nobody holds on the staff list."""

    ref: str
    name: str
    finding: Finding
    roles: tuple[RoleShown, ...]
    duties: tuple[RoleShown, ...]
    people: int
    forgotten: tuple[str, ...]
    seen: str
    versions: tuple[Analysis, ...]
    may_edit: bool
    may_approve: bool

    @classmethod
    def of(
        cls, home: Home, today: TodaysNeeds, *, on: date, may_edit: bool = False, may_approve: bool = False
    ) -> AnalysisPage:
        content = today.content(on=on)
        changed = changed_roles(content, before=today.newest.content if today.newest else None)
        roles = [JobRole(row.id) for row in today.roles]
        return cls(
            ref=home.ref,
            name=home.name,
            finding=needs_finding(approved_of(today.newest), today=roles, on=on)
            if today.newest
            else NOTHING_RECORDED,
            roles=tuple(RoleShown.of(row, changed=row.id in changed) for row in today.roles),
            duties=tuple(RoleShown.of(row, changed=False) for row in today.duties),
            people=today.people,
            forgotten=tuple(JOB_ROLE_TITLES[role] for role in forgotten_roles(roles)),
            seen=digest_of(content),
            versions=tuple(home.training_analyses.order_by("-number").defer("content")),
            may_edit=may_edit,
            may_approve=may_approve,
        )

    @property
    def approved_once(self) -> bool:
        return bool(self.versions)


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePage:
    ref: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenNeed:
    title: str
    terms: str
    why: str
    had: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenRole:
    title: str
    people: int
    seeing: int
    sees: str
    note: str
    needs: tuple[FrozenNeed, ...]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> FrozenRole:
        return cls(
            title=row["title"],
            people=row["people"],
            seeing=row["seeing"],
            sees=row["sees"],
            note=row["note"],
            needs=tuple(
                FrozenNeed(
                    title=need["title"],
                    terms=terms(need["within_days"], need["every_months"]),
                    why=need["why"],
                    had=f"{need['have']} of {row['seeing']}" if row["seeing"] else "–",
                )
                for need in row["needs"]
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """One approved version, as it was looked at."""

    ref: str
    home_name: str
    provider_name: str
    analysis: Analysis
    is_newest: bool
    systems: tuple[str, ...]
    roles: tuple[FrozenRole, ...]

    @classmethod
    def of(cls, home: Home, analysis: Analysis) -> VersionPage:
        content = analysis.content
        return cls(
            ref=home.ref,
            home_name=home.name,
            provider_name=home.provider.name,
            analysis=analysis,
            is_newest=not home.training_analyses.filter(number__gt=analysis.number).exists(),
            systems=tuple(content["systems"]),
            roles=tuple(FrozenRole.of(row) for row in (*content["roles"], *content["duties"])),
        )


def terms(within_days: int, every_months: int) -> str:
    """Return when a training is due, in words."""
    months = {12: "every year", 6: "every six months"}.get(every_months, f"every {every_months} months")
    return f"first within {within_days} days, then {months}"
