"""How long somebody has been here: posts that follow each other are one stay; a new role is no new start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# Ours: bank workers and returners have gaps. Somebody away from the list for longer starts anew.
LONGEST_GAP = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """From the first day to the last, both worked. No first day means: longer than anyone noted."""

    started_on: date | None
    ended_on: date | None = None

    @property
    def begins(self) -> date:
        return self.started_on or date.min

    def over(self, *, on: date) -> bool:
        """Whether the last day has passed."""
        return self.ended_on is not None and self.ended_on < on


def stays(posts: Iterable[Stay]) -> tuple[Stay, ...]:
    """Return the stays that one person's posts at one home make, oldest first."""
    found: list[Stay] = []
    for post in sorted(posts, key=lambda post: post.begins):
        last = found[-1] if found else None
        if last is None or (last.ended_on is not None and post.begins > last.ended_on + LONGEST_GAP):
            found.append(post)
        else:
            found[-1] = Stay(started_on=last.started_on, ended_on=_later(last.ended_on, post.ended_on))
    return tuple(found)


def stay_on(posts: Iterable[Stay], *, on: date) -> Stay | None:
    """Return the stay that was begun last on or before a day, or None when nothing had begun."""
    return next((stay for stay in reversed(stays(posts)) if stay.begins <= on), None)


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one is not None and other is not None else None
