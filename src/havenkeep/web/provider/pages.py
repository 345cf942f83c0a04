"""All services of one provider: how each stands, worst first, and the one thing to mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from havenkeep.assessment.domain.plan import JobKind, NextJob, next_job
from havenkeep.assessment.domain.standing import STANDING_WORDS, Assessed, Standing
from havenkeep.assessment.domain.status import ItemState
from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import Laid
from havenkeep.organisations.models import Home, Provider
from havenkeep.standards.domain.edition import Edition
from havenkeep.web.provider.queries import Covering


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What to open first, and where. `item` is empty for a page that takes none."""

    title: str
    route: str
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLine:
    ref: str
    name: str
    town: str
    standing: str
    said: int
    shown: int
    proven: int
    ready: int
    contradicted: int
    begun: bool
    head_office: bool
    cause: Cause

    @classmethod
    def of(cls, home: Home, laid: Laid) -> HomeLine:
        assessed = laid.assessed
        # A home that has not begun is laid out with a submission that was never saved.
        begun = laid.submission.made_at is not None
        head_office = laid.submission.provider_id is not None
        return cls(
            ref=home.ref,
            name=home.name,
            town=home.town,
            standing=STANDING_WORDS[assessed.standing] if begun else "Not begun",
            said=assessed.said,
            shown=assessed.shown,
            proven=assessed.proven,
            ready=assessed.ready,
            contradicted=assessed.contradicted,
            begun=begun,
            head_office=head_office,
            cause=_cause(assessed, begun=begun, head_office=head_office),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPage:
    ref: str
    name: str
    edition: Edition
    sentence: str
    lines: tuple[HomeLine, ...]
    head_office: Submission | None
    covered: int
    may_choose: bool
    may_see_history: bool

    @classmethod
    def of(
        cls,
        provider: Provider,
        *,
        homes: Sequence[Home],
        standings: Mapping[int, Laid],
        edition: Edition,
        head_office: Submission | None,
        may_choose: bool,
        may_see_history: bool,
    ) -> ProviderPage:
        lines = sorted((HomeLine.of(home, standings[home.pk]) for home in homes), key=_worst_first)
        there = sum(
            standings[home.pk].assessed.standing in {Standing.MET, Standing.EXCEEDED} for home in homes
        )
        return cls(
            ref=provider.ref,
            name=provider.name,
            edition=edition,
            sentence=f"{there} of {len(homes)} would reach Standards Met today.",
            lines=tuple(lines),
            head_office=head_office,
            covered=sum(line.head_office for line in lines),
            may_choose=may_choose,
            may_see_history=may_see_history,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverPage:
    ref: str
    name: str
    edition_title: str
    own: tuple[Home, ...]
    any_to_choose: bool

    @classmethod
    def of(cls, provider: Provider, *, covering: Covering, edition: Edition) -> CoverPage:
        return cls(
            ref=provider.ref,
            name=provider.name,
            edition_title=edition.title,
            own=covering.own,
            any_to_choose=bool(covering.covered or covering.free),
        )


def _worst_first(line: HomeLine) -> tuple[int, bool, int, str]:
    return (-line.contradicted, line.begun, line.ready, line.name)


def _cause(assessed: Assessed, *, begun: bool, head_office: bool) -> Cause:
    wrong = next((row for row in assessed.statuses if row.state is ItemState.CONTRADICTED), None)
    if wrong is not None:
        return Cause(title=wrong.item.title, route="assessment:item", item=wrong.item.ref)
    if not begun:
        return Cause(title="Begin this year’s answers", route="assessment:overview")
    if head_office:
        return Cause(title="Say what is true here", route="assessment:here")
    return _first_job(next_job(assessed))


def _first_job(job: NextJob) -> Cause:
    item = job.refs[0] if job.kind in {JobKind.MEND, JobKind.ANSWER} else ""
    return Cause(title=job.title, route=_ROUTES[job.kind], item=item)


_ROUTES: Mapping[JobKind, str] = {
    JobKind.MEND: "assessment:item",
    JobKind.ANSWER: "assessment:item",
    JobKind.CONFIRM: "assessment:confirmations",
    JobKind.PUBLISH: "assessment:publication",
}
