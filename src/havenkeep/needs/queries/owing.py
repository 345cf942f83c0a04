"""Who owes which training: the plan in force laid beside the staff list and what people have done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from havenkeep.needs.domain.owing import Asked, Asking, Owed, owed
from havenkeep.needs.domain.starter import starter
from havenkeep.needs.domain.training import Done
from havenkeep.needs.queries.planned import AskedAt, OnDuty, Plans, asked_at, on_duty, plans
from havenkeep.needs.queries.staffing import (
    Worker,
    done_by,
    namesakes,
    shared_names,
    worker_of,
    workers,
)
from havenkeep.organisations.models import Home, Homes
from havenkeep.people.models import Person, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedBy:
    """One person and what they owe; nothing is owed by those who have everything."""

    worker: Worker
    owed: tuple[Owed, ...]

    @property
    def overdue(self) -> int:
        """Return for how many days the oldest has been overdue, 0 when none is."""
        return max((row.overdue for row in self.owed), default=0)


def owed_by(person: Person, on: date, *, posts: Collection[Post] | None = None) -> tuple[Owed, ...]:
    """Return what one person owes on a day in all the homes where they work. At most eight queries.

    `posts` are all of theirs, when they are at hand.
    """
    worker = worker_of(person, person.posts.order_by("pk") if posts is None else posts, on=on)
    if worker is None:
        return ()
    homes = Home.objects.filter(pk__in={post.home for post in worker.posts})
    plan = _Planned.of(homes, on=on)
    called = any(
        held.person is None and held.name_key == worker.name_key
        for held_here in plan.duties.values()
        for held in held_here
    )
    shared = namesakes(person, homes=homes, on=on) if called else frozenset()
    done = done_by(homes=homes, on=on, person=person)
    return plan.owed(worker, done.get(worker.id, ()), shared=shared)


def owed_in(home: Home, *, on: date) -> tuple[OwedBy, ...]:
    """Return everyone who works in one home, by name, with what they owe on a day. Seven queries."""
    return owed_at(Home.objects.filter(pk=home.pk), on)


def owed_at(homes: Homes, on: date) -> tuple[OwedBy, ...]:
    """Return everyone who works in the homes, by name, with what they owe on a day. Seven queries."""
    plan, done, people = _Planned.of(homes, on=on), done_by(homes=homes, on=on), workers(homes=homes, on=on)
    shared = shared_names(people)
    return tuple(
        OwedBy(worker=worker, owed=plan.owed(worker, done.get(worker.id, ()), shared=shared))
        for worker in people
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """What homes plan and asked, and who has a duty there. Four queries."""

    on: date
    plans: Plans
    asked: AskedAt
    duties: Mapping[int, tuple[OnDuty, ...]]

    @classmethod
    def of(cls, homes: Homes, *, on: date) -> _Planned:
        return cls(
            on=on, plans=plans(homes=homes), asked=asked_at(homes=homes), duties=on_duty(homes=homes, on=on)
        )

    def owed(
        self, worker: Worker, done: Collection[Done], *, shared: frozenset[tuple[int, str]]
    ) -> tuple[Owed, ...]:
        return owed(
            asking=_asking(worker, self.plans, self.duties, shared=shared),
            asked=_asked(worker, self.asked),
            done=done,
            trainings=starter().trainings,
            on=self.on,
            back_on=worker.back_on,
        )


def _asking(
    worker: Worker,
    planned: Plans,
    duties: Mapping[int, tuple[OnDuty, ...]],
    *,
    shared: frozenset[tuple[int, str]],
) -> list[Asking]:
    found = [
        Asking(need=need, started_on=post.started_on, noted_on=post.noted_on)
        for post in worker.posts
        if post.owes
        for need in planned.of(post.home).roles[post.role].needs
    ]
    for home in {post.home for post in worker.posts}:
        for held in duties.get(home, ()):
            if held.is_of(person=worker.id, name_key=worker.name_key, shared=shared):
                found += [
                    Asking(need=need, started_on=held.since, noted_on=held.noted_on)
                    for need in planned.of(home).duties.get(held.duty, ())
                ]
    return found


def _asked(worker: Worker, asked: AskedAt) -> list[Asked]:
    return [
        row
        for post in worker.posts
        for row in (
            *asked.of_person.get((post.home, worker.id), ()),
            *asked.of_role.get((post.home, post.role.value), ()),
        )
    ]
