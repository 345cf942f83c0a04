"""Whether enough people are trained on a day, and who would make it enough. Nothing is rounded up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.training.domain.window import counts_on, lapses_on

SOON = timedelta(days=60)
NEW = timedelta(days=42)
TOP, BOTTOM = 19, 20  # 95 in 100


@dataclass(frozen=True, slots=True)
class Span:
    """Days of work in one post, both included. None as the first: longer than known; as the last: goes on."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or self.last >= day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Somebody who counts among those to be trained, with every post they hold or will hold.

    `person` is the primary key. `away` is a long absence: it is shown, and takes nobody out of the count.
    """

    person: int
    ref: str
    name: str
    engagement: Engagement
    role: JobRole
    spans: tuple[Span, ...]
    trained_from: date | None = None
    away: bool = False

    @property
    def started(self) -> date | None:
        """The first known day of work; None when one post began longer ago than anyone noted."""
        days = [span.first for span in self.spans]
        return None if None in days else min(day for day in days if day is not None)

    @property
    def ends(self) -> date | None:
        """The last day of work, or None while it goes on."""
        days = [span.last for span in self.spans]
        return None if None in days else max(day for day in days if day is not None)

    @property
    def lapses_on(self) -> date | None:
        return lapses_on(self.trained_from) if self.trained_from else None

    def works_on(self, day: date) -> bool:
        return any(span.holds(day) for span in self.spans)

    def trained_on(self, day: date) -> bool:
        return counts_on(self.trained_from, day)

    def is_new(self, day: date) -> bool:
        """Whether they began in the last six weeks."""
        return self.started is not None and day - NEW < self.started <= day


def enough(trained: int, total: int) -> bool:
    """Return whether at least 95 in 100 are trained, of at least one."""
    return total > 0 and trained * BOTTOM >= total * TOP


def needed(total: int) -> int:
    """Return how many of `total` people must be trained."""
    return -(-total * TOP // BOTTOM)


def shown_percent(trained: int, total: int) -> str:
    """Return `95.3`, cut off after one decimal: 94.99 is shown as 94.9, and 80.0 as 80."""
    if total == 0:
        return "0"
    whole, tenth = divmod(trained * 1000 // total, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing95:
    """How many of those who count on `day` are trained."""

    day: date
    numerator: int
    denominator: int

    @property
    def shown(self) -> str:
        return f"{shown_percent(self.numerator, self.denominator)}%"

    @property
    def met(self) -> bool:
        return enough(self.numerator, self.denominator)

    @property
    def may_be_missing(self) -> int:
        """How many may be untrained at most: nobody under 20 people."""
        return self.denominator - needed(self.denominator)

    @property
    def missing(self) -> int:
        return self.denominator - self.numerator

    @property
    def to_train(self) -> int:
        """How many more must be trained for 95%."""
        return max(0, needed(self.denominator) - self.numerator)


def standing(learners: Iterable[Learner], *, on: date) -> Standing95:
    """Return where the people who work on that day stand. Absence takes nobody out."""
    working = [learner for learner in learners if learner.works_on(on)]
    return Standing95(
        day=on,
        numerator=sum(learner.trained_on(on) for learner in working),
        denominator=len(working),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """The fewest people whose training restores 95% that day, and what it is then."""

    people: tuple[Learner, ...]
    then: Standing95


def lift(learners: Sequence[Learner], *, on: date) -> Lift:
    """Return whom to train first: those here before those away, then never trained, then longest ago."""
    now = standing(learners, on=on)
    untrained = [learner for learner in learners if learner.works_on(on) and not learner.trained_on(on)]
    first = sorted(untrained, key=lambda one: (one.away, one.trained_from or date.min, one.name, one.person))
    chosen = tuple(first[: now.to_train])
    then = Standing95(day=on, numerator=now.numerator + len(chosen), denominator=now.denominator)
    return Lift(people=chosen, then=then)


def merged(groups: Iterable[Iterable[Learner]]) -> list[Learner]:
    """Return everyone of several services, with somebody who works in two of them once."""
    found: dict[int, Learner] = {}
    for learner in (one for group in groups for one in group):
        known = found.get(learner.person)
        found[learner.person] = learner if known is None else joined(known, learner.spans)
    return list(found.values())


def joined(learner: Learner, spans: tuple[Span, ...]) -> Learner:
    """Return somebody with more posts."""
    return Learner(
        person=learner.person,
        ref=learner.ref,
        name=learner.name,
        engagement=learner.engagement,
        role=learner.role,
        spans=learner.spans + spans,
        trained_from=learner.trained_from,
        away=learner.away,
    )
