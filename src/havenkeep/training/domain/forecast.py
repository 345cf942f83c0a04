"""The coming year of a service if nobody is trained: who lapses, leaves and starts, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from havenkeep.training.domain.standing import Learner, Span, enough, shown_percent

ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Step:
    """How things stand from `day` on, until the next step. The rest says what happens on that day."""

    day: date
    trained: int = 0
    total: int = 0
    lapses: int = 0
    leavers: int = 0
    starters: int = 0

    @property
    def enough(self) -> bool:
        return enough(self.trained, self.total)

    @property
    def percent(self) -> str:
        return f"{shown_percent(self.trained, self.total)}%"


def year_after(day: date) -> date:
    """Return the last day of the coming 12 months."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


def forecast(learners: Iterable[Learner], *, on: date, until: date | None = None) -> list[Step]:
    """Return the steps from `on` to `until` (12 months on), the first being `on` itself, oldest first."""
    last = until or year_after(on)
    steps = {on: Step(on)}
    for learner in learners:
        lapse = learner.lapses_on
        for span in _apart(learner.spans):
            _lay(steps, span, lapse, on=on, last=last)
    series = [steps[day] for day in sorted(steps)]
    trained = total = 0
    for step in series:
        trained, total = trained + step.trained, total + step.total
        step.trained, step.total = trained, total
    return series


def drop(series: Sequence[Step]) -> Step | None:
    """Return the first step after today on which it is no longer enough, when it is enough today."""
    if not series or not series[0].enough:
        return None
    return next((step for step in series[1:] if step.total and not step.enough), None)


def _lay(steps: dict[date, Step], span: Span, lapse: date | None, *, on: date, last: date) -> None:
    """Add what one stretch of work changes, as differences from the step before."""
    if (span.last is not None and span.last < on) or (span.first is not None and span.first > last):
        return
    begins = on if span.first is None else max(on, span.first)
    first = _at(steps, begins)
    trained = lapse is not None and lapse > begins
    first.total += 1
    first.trained += trained
    first.starters += begins > on
    gone = span.last + ONE_DAY if span.last is not None else None
    if trained and lapse is not None and lapse <= last and (gone is None or lapse < gone):
        step = _at(steps, lapse)
        step.trained -= 1
        step.lapses += 1
        trained = False
    if gone is not None and gone <= last:
        step = _at(steps, gone)
        step.total -= 1
        step.trained -= trained
        step.leavers += 1


def _at(steps: dict[date, Step], day: date) -> Step:
    if day not in steps:
        steps[day] = Step(day)
    return steps[day]


def _apart(spans: tuple[Span, ...]) -> list[Span]:
    """Return the stretches of work with those that touch made one, so that nobody counts twice on a day."""
    if len(spans) == 1:
        return list(spans)
    done: list[Span] = []
    for span in sorted(spans, key=lambda one: one.first or date.min):
        before = done[-1] if done else None
        if before is None or (
            before.last is not None and span.first is not None and span.first > before.last + ONE_DAY
        ):
            done.append(span)
            continue
        ends = None if before.last is None or span.last is None else max(before.last, span.last)
        done[-1] = Span(before.first, ends)
    return done
