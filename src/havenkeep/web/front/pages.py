"""The front page of a home: one sentence of truth, one job, and what is coming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from havenkeep.assessment.domain.plan import JobKind, NextJob, next_job
from havenkeep.assessment.domain.standing import STANDING_WORDS, Assessed
from havenkeep.assessment.domain.status import SOON, ItemStatus
from havenkeep.assessment.queries import Laid
from havenkeep.background.queries import LastRun
from havenkeep.design.wording import say_minutes
from havenkeep.identity.roles import Permission
from havenkeep.jobs.models import Job
from havenkeep.organisations.access import Granted
from havenkeep.organisations.models import Home
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.domain.words import in_words
from havenkeep.web.history.queries import Changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """Something that ends soon, and the page that says so."""

    on: date
    ref: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    ref: str
    name: str
    sentence: str
    standing_words: str
    reason: str
    assessed: Assessed
    job: NextJob
    job_why: str
    job_route: str
    job_item: str
    days_left: int
    lapses: tuple[Lapse, ...]
    basics: tuple[ItemStatus, ...]
    contradictions: tuple[ItemStatus, ...]
    due: tuple[Job, ...]
    changed: tuple[Changed, ...]
    last_run: LastRun
    head_office: str
    may_see_assessment: bool

    @classmethod
    def of(
        cls,
        *,
        home: Home,
        laid: Laid,
        granted: Granted,
        due: Iterable[Job],
        changed: Sequence[Changed],
        last_run: LastRun,
    ) -> FrontPage:
        assessed = laid.assessed
        job = next_job(assessed)
        provider = laid.submission.provider
        return cls(
            ref=home.ref,
            name=home.name,
            sentence=sentence(assessed, job),
            standing_words=STANDING_WORDS[assessed.standing],
            reason=assessed.reason,
            assessed=assessed,
            job=job,
            job_why=in_words(job.why, kind=home.service_kind),
            job_route=_ROUTES[job.kind] if provider is None else "assessment:here",
            job_item=job.refs[0] if provider is None and job.kind in {JobKind.MEND, JobKind.ANSWER} else "",
            days_left=(assessed.edition.deadline - assessed.on).days,
            lapses=tuple(lapses(assessed)),
            basics=tuple(status for status in assessed.statuses if status.item.front_page),
            contradictions=tuple(s for s in assessed.statuses if s.state.value == "contradicted"),
            due=tuple(due),
            changed=tuple(changed),
            last_run=last_run,
            head_office=provider.name if provider is not None else "",
            may_see_assessment=granted.may(Permission.ASSESSMENT_VIEW),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewYearPage:
    """No answers have been begun for the edition in force."""

    ref: str
    name: str
    edition: Edition
    may_answer: bool


_ROUTES = {
    JobKind.MEND: "assessment:item",
    JobKind.ANSWER: "assessment:item",
    JobKind.CONFIRM: "assessment:confirmations",
    JobKind.PUBLISH: "assessment:publication",
}


def sentence(assessed: Assessed, job: NextJob) -> str:
    """Say how things stand in one sentence."""
    return (
        f"{assessed.ready} of {assessed.mandatory} ready to publish, {assessed.proven} proven; "
        f"the next job takes {say_minutes(job.minutes)}."
    )


def lapses(assessed: Assessed, *, within: timedelta = SOON) -> list[Lapse]:
    """Return what lapses within some days, soonest first."""
    until = assessed.on + within
    return sorted(
        (
            Lapse(on=status.lapses_on, ref=status.item.ref, title=status.item.title)
            for status in assessed.statuses
            if status.lapses_on is not None and assessed.on <= status.lapses_on <= until
        ),
        key=lambda lapse: (lapse.on, lapse.ref),
    )
