"""Who works in the sample's services: when each began and left, and when each was trained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.people.actions import add_person, end_post, link_account, note_absence, start_post
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person
from havenkeep.sample.cast import SET_UP, Cast, Step
from havenkeep.sample.domain.story import Worker
from havenkeep.training.actions import NewCompletion, note_completions
from havenkeep.training.domain.catalogue import courses
from havenkeep.training.domain.sources import Source

EVERYONE = "everyone"


def staff_steps(workers: tuple[Worker, ...], cast: Cast) -> Iterator[Step]:
    """Return each person's coming, training, long absence and leaving, to be noted at its moment."""
    known: dict[str, Person] = {}
    for worker in workers:
        yield Step(when=_when(f"{worker.since}, 09:30", cast), do=_coming(worker, cast, known=known))
        if worker.away:
            yield Step(when=_when(f"{worker.away}, 10:00", cast), do=_away(worker, cast, known=known))
        if worker.left:
            yield Step(when=_when(f"{worker.left}, 16:00", cast), do=_leaving(worker, cast, known=known))
    together: dict[tuple[str, str], list[Worker]] = {}
    for worker in workers:
        for course, day in _courses(worker).items():
            together.setdefault((course, day), []).append(worker)
    for (course, day), trained in together.items():
        do = _trained(trained, cast, known=known, course=course, day=day)
        yield Step(when=_when(f"{day}, 14:30", cast), do=do)


def _when(moment: str, cast: Cast) -> str:
    """Return the moment, or the first day for what was so before the records began."""
    return moment if cast.calendar.told_at(moment) > cast.calendar.told_at(SET_UP) else SET_UP


def _coming(worker: Worker, cast: Cast, *, known: dict[str, Person]) -> Callable[[datetime], None]:
    def do(at: datetime) -> None:
        user = cast.people[worker.account] if worker.account else None
        if worker.name not in known:
            known[worker.name] = add_person(
                provider=cast.provider,
                name=worker.name,
                payroll_number=worker.number,
                language=worker.language,
                email=(user.email or "") if user else "",
                by=SYSTEM,
                at=at,
            )
            if user is not None:
                link_account(person=known[worker.name], user=user, by=SYSTEM, at=at)
        start_post(
            person=known[worker.name],
            home=cast.homes[worker.at],
            engagement=Engagement(worker.how),
            role=JobRole(worker.role),
            agency=worker.agency,
            started_on=cast.calendar.day(worker.since),
            by=SYSTEM,
            at=at,
        )

    return do


def _courses(worker: Worker) -> dict[str, str]:
    """Return what somebody learned, and when."""
    return {**({EVERYONE: worker.trained} if worker.trained else {}), **worker.also}


def _trained(
    workers: list[Worker], cast: Cast, *, known: dict[str, Person], course: str, day: str
) -> Callable[[datetime], None]:
    taught = courses()[course]

    def do(at: datetime) -> None:
        rows = [
            NewCompletion(
                person=known[worker.name],
                course=taught.id,
                title=taught.title,
                completed_on=cast.calendar.day(day),
                source=Source.TALK if course == EVERYONE else Source.LESSONS,
                covers=taught.covers,
                for_role=taught.for_role,
            )
            for worker in workers
        ]
        note_completions(rows=rows, by=SYSTEM, at=at)

    return do


def _away(worker: Worker, cast: Cast, *, known: dict[str, Person]) -> Callable[[datetime], None]:
    def do(at: datetime) -> None:
        note_absence(
            person=known[worker.name],
            away_from=cast.calendar.day(worker.away),
            back_on=None,
            by=SYSTEM,
            at=at,
        )

    return do


def _leaving(worker: Worker, cast: Cast, *, known: dict[str, Person]) -> Callable[[datetime], None]:
    def do(at: datetime) -> None:
        post = known[worker.name].posts.get(home=cast.homes[worker.at])
        end_post(post=post, ended_on=cast.calendar.day(worker.left), by=SYSTEM, at=at)

    return do
