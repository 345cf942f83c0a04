"""The coming 12 months as a drawing, with the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from havenkeep.design.wording import say_date
from havenkeep.training.domain.forecast import Step, drop, year_after

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 84, 16, 16, 40
LINE = 95.0


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    day: date
    trained: int
    total: int
    percent: str
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Where each line is drawn, in units of the picture; `words` say what there is to see."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    path: str
    line_at: float
    fall_at: float | None
    months: tuple[Tick, ...]
    percents: tuple[Tick, ...]
    words: str
    lines: tuple[MonthLine, ...]

    @classmethod
    def of(cls, series: Sequence[Step], *, on: date) -> Chart:
        """Draw a forecast that begins on `on`."""
        until = year_after(on)
        lowest = min([100.0 * step.trained / step.total for step in series if step.total], default=0.0)
        floor = max(0, min(80, int(lowest // 20) * 20))
        scale = _Scale(on=on, until=until, floor=floor)
        falls = drop(series)
        return cls(
            width=WIDTH,
            height=HEIGHT,
            left=LEFT,
            right=WIDTH - RIGHT,
            bottom=HEIGHT - BOTTOM,
            path=scale.path(series),
            line_at=scale.y(LINE),
            fall_at=scale.x(falls.day) if falls else None,
            months=tuple(Tick(scale.x(day), f"{day:%b}") for day in _firsts(on, until)),
            percents=tuple(Tick(scale.y(value), f"{value}%") for value in range(floor, 101, 20)),
            words=_words(series, falls, until=until),
            lines=tuple(_line(series, day) for day in [on, *_firsts(on, until)]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    on: date
    until: date
    floor: int

    def x(self, day: date) -> float:
        whole = (self.until - self.on).days
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.on).days / whole, 1)

    def y(self, percent: float) -> float:
        share = (percent - self.floor) / (100 - self.floor)
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)

    def path(self, series: Sequence[Step]) -> str:
        """Return the steps as a line that goes across, then up or down."""
        points = [
            (self.x(step.day), self.y(100 * step.trained / step.total if step.total else self.floor))
            for step in series
        ]
        drawn = f"M{points[0][0]} {points[0][1]}"
        for x, y in points[1:]:
            drawn += f"H{x}V{y}"
        return f"{drawn}H{WIDTH - RIGHT}"


def _firsts(on: date, until: date) -> list[date]:
    """Return the first day of each month after `on`."""
    days, day = [], on
    while (day := (day.replace(day=1) + timedelta(days=32)).replace(day=1)) <= until:
        days.append(day)
    return days


def _line(series: Sequence[Step], day: date) -> MonthLine:
    step = next(step for step in reversed(series) if step.day <= day)
    return MonthLine(
        day=day, trained=step.trained, total=step.total, percent=step.percent, enough=step.enough
    )


def _words(series: Sequence[Step], falls: Step | None, *, until: date) -> str:
    first, last = series[0], series[-1]
    end = f"If nobody is trained, {last.percent} on {say_date(until)}."
    if not first.enough:
        return f"{first.percent} today, below 95%. {end}"
    if falls is None:
        return f"{first.percent} today. It stays at 95% or above for the 12 months ahead. {end}"
    return f"{first.percent} today. If nobody is trained, it falls below 95% on {say_date(falls.day)}. {end}"
