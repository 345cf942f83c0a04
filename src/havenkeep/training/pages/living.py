"""The living 95%: the number, the names behind it, the year ahead, and who lifts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from havenkeep.evidence.domain.finding import Finding
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.domain.rules import CountingRule, counting_rules
from havenkeep.standards.domain.edition import Edition
from havenkeep.training.domain.everyone import Around, everyone_finding
from havenkeep.training.domain.forecast import forecast
from havenkeep.training.domain.standing import Learner, Lift, Standing95, lift, merged, standing
from havenkeep.training.pages.chart import Chart
from havenkeep.training.pages.groups import GROUP_WORDS, Group, GroupWords, LearnerLine, PeopleGroup, groups

SHOWN = 12
A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The day of publication, and how things will stand then if nobody is trained."""

    day: date
    chosen: bool
    stands: Standing95


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingPage:
    ref: str
    name: str
    on: date
    now: Standing95
    planned: Planned
    finding: Finding
    plan: Lift
    plan_lines: tuple[LearnerLine, ...]
    groups: tuple[PeopleGroup, ...]
    chart: Chart
    rules: tuple[CountingRule, ...]
    shown: int
    may_edit: bool

    @classmethod
    def of(
        cls,
        home: Home,
        *,
        learners: Sequence[Learner],
        around: Around,
        edition: Edition,
        on: date,
        may_edit: bool,
    ) -> LivingPage:
        chosen = around.publishing_on
        day = planned_day(chosen, edition=edition, on=on)
        plan = lift(learners, on=on)
        return cls(
            ref=home.ref,
            name=home.name,
            on=on,
            now=standing(learners, on=on),
            planned=Planned(day=day, chosen=day == chosen, stands=standing(learners, on=day)),
            finding=everyone_finding(learners, on=on, around=around),
            plan=plan,
            plan_lines=tuple(LearnerLine.of(one, on=on) for one in plan.people),
            groups=groups(learners, on=on),
            chart=Chart.of(forecast(learners, on=on), on=on),
            rules=counting_rules(),
            shown=SHOWN,
            may_edit=may_edit,
        )


def planned_day(chosen: date | None, *, edition: Edition, on: date) -> date:
    """Return the day to count from: the one chosen, else the deadline; today when that has passed."""
    return max(on, chosen if chosen is not None and chosen >= on else edition.deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesPage:
    """One group in full, a hundred at a time."""

    ref: str
    name: str
    words: GroupWords
    lines: tuple[LearnerLine, ...]
    total: int
    number: int
    pages: int

    @classmethod
    def of(cls, home: Home, group: Group, *, learners: Sequence[Learner], number: int, on: date) -> NamesPage:
        lines = next(row.lines for row in groups(learners, on=on) if row.group is group)
        pages = max(1, -(-len(lines) // A_PAGE))
        number = min(max(1, number), pages)
        return cls(
            ref=home.ref,
            name=home.name,
            words=GROUP_WORDS[group],
            lines=lines[(number - 1) * A_PAGE : number * A_PAGE],
            total=len(lines),
            number=number,
            pages=pages,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    ref: str
    name: str
    stands: Standing95
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPage:
    """Each service, and the provider as a whole with everyone counted once."""

    ref: str
    name: str
    now: Standing95
    at_several: int
    lines: tuple[ServiceLine, ...]
    chart: Chart
    rules: tuple[CountingRule, ...]

    @classmethod
    def of(
        cls,
        provider: Provider,
        *,
        homes: Sequence[Home],
        learners: Mapping[int, Sequence[Learner]],
        findings: Mapping[int, Finding],
        on: date,
    ) -> ProviderPage:
        everyone = merged(learners.values())
        lines = [
            ServiceLine(
                ref=home.ref,
                name=home.name,
                stands=standing(learners.get(home.pk, []), on=on),
                finding=findings.get(home.pk, everyone_finding([], on=on, around=Around())),
            )
            for home in homes
        ]
        now = standing(everyone, on=on)
        return cls(
            ref=provider.ref,
            name=provider.name,
            now=now,
            at_several=sum(line.stands.denominator for line in lines) - now.denominator,
            lines=tuple(sorted(lines, key=lambda line: (line.stands.met, line.name))),
            chart=Chart.of(forecast(everyone, on=on), on=on),
            rules=counting_rules(),
        )
