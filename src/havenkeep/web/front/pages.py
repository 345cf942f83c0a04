"""The front page of a home: one sentence of truth, one job, and what is coming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from havenkeep.assessment.domain.plan import JobKind, next_job
from havenkeep.assessment.domain.standing import STANDING_WORDS, Assessed
from havenkeep.assessment.domain.status import SOON, ItemStatus
from havenkeep.assessment.queries import Laid
from havenkeep.background.queries import LastBackup, LastRun
from havenkeep.design.wording import say_minutes
from havenkeep.identity.roles import Permission
from havenkeep.jobs.models import Job
from havenkeep.organisations.access import Granted
from havenkeep.organisations.models import Home, Provider
from havenkeep.organisations.queries import Places
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.domain.words import in_words
from havenkeep.web.history.queries import Changed
from havenkeep.web.setup.domain.first_job import FirstJob


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesPage:
    """What somebody may open. `is_staff` is whether they have pages of their own, too."""

    homes: tuple[Home, ...]
    providers: tuple[Provider, ...]
    operator: bool
    has_sample: bool
    is_staff: bool

    @classmethod
    def of(cls, places: Places, *, is_staff: bool) -> ServicesPage:
        return cls(
            homes=places.homes,
            providers=places.providers,
            operator=places.operator,
            has_sample=places.has_sample,
            is_staff=is_staff,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """Something that ends soon, and the page that says so."""

    on: date
    ref: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneJob:
    """The one thing to do first, and where. `minutes` is None when nobody can say."""

    title: str
    why: str
    minutes: int | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    ref: str
    name: str
    sentence: str
    standing_words: str
    reason: str
    assessed: Assessed
    job: OneJob
    days_left: int
    lapses: tuple[Lapse, ...]
    basics: tuple[ItemStatus, ...]
    contradictions: tuple[ItemStatus, ...]
    due: tuple[Job, ...]
    changed: tuple[Changed, ...]
    last_run: LastRun
    last_backup: LastBackup | None  # only for who looks after the installation
    may_see_assessment: bool
    offer_protection: bool

    @classmethod
    def of(
        cls,
        *,
        home: Home,
        laid: Laid,
        granted: Granted,
        first: FirstJob | None,
        due: Iterable[Job],
        changed: Sequence[Changed],
        last_run: LastRun,
        last_backup: LastBackup | None,
        may_protect: bool,
    ) -> FrontPage:
        assessed = laid.assessed
        job = _the_job(home, laid, first)
        return cls(
            ref=home.ref,
            name=home.name,
            sentence=sentence(assessed, minutes=job.minutes),
            standing_words=STANDING_WORDS[assessed.standing],
            reason=assessed.reason,
            assessed=assessed,
            job=job,
            days_left=(assessed.edition.deadline - assessed.on).days,
            lapses=tuple(lapses(assessed)),
            basics=tuple(status for status in assessed.statuses if status.item.front_page),
            contradictions=assessed.contradictions,
            due=tuple(due),
            changed=tuple(changed),
            last_run=last_run,
            last_backup=last_backup,
            may_see_assessment=granted.may(Permission.ASSESSMENT_VIEW),
            # Asked for once there is something to protect.
            offer_protection=may_protect and assessed.said > 0,
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


def sentence(assessed: Assessed, *, minutes: int | None) -> str:
    """Say how things stand in one sentence."""
    stands = f"{assessed.ready} of {assessed.mandatory} ready to publish, {assessed.proven} proven"
    return f"{stands}; the next job takes {say_minutes(minutes)}." if minutes else f"{stands}."


def still_first(job: FirstJob, *, assessed: Assessed, jobs: Iterable[Job]) -> FirstJob | None:
    """Return the job that set-up began with, as long as it is not done."""
    if job.outside:
        return job if any(not row.item and row.what == job.title for row in jobs) else None
    return None if assessed.said or assessed.proven or assessed.to_confirm else job


def _the_job(home: Home, laid: Laid, first: FirstJob | None) -> OneJob:
    if first is not None:
        route = "web:first_job" if first.outside else first.page
        return OneJob(
            title=first.title, why=first.why, minutes=first.minutes, href=reverse(route, args=[home.ref])
        )
    if laid.submission.provider is not None:
        return OneJob(
            title="Say what is true here",
            why="Head office answers for this service. You know whether its answers hold here.",
            minutes=10,
            href=reverse("assessment:here", args=[home.ref]),
        )
    job = next_job(laid.assessed)
    item = job.refs[:1] if job.kind in {JobKind.MEND, JobKind.ANSWER} else ()
    return OneJob(
        title=job.title,
        why=in_words(job.why, kind=home.service_kind),
        minutes=job.minutes,
        href=reverse(_ROUTES[job.kind], args=[home.ref, *item]),
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
