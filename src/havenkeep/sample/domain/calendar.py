"""The sample's days: each is said from today, or from last year's publication, so that it is never stale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
THIS_YEAR = 84  # days of the story that belong to the edition in force
_DAY = re.compile(
    r"(?P<ago>\d+) days ago|in (?P<ahead>\d+) days|(?P<before>\d+) days before publishing", re.ASCII
)
_GAP = re.compile(r"\{(?P<month>month )?(?P<day>[^{}]+)\}")


class BadDay(ValueError):
    """Raised with the words that name no day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Turns the story's words into days. `opened_on` is when the edition in force opened."""

    at: datetime
    opened_on: date
    published_on: date

    @property
    def today(self) -> date:
        return self.at.astimezone(LONDON).date()

    def day(self, words: str) -> date:
        """Return the day of `12 days ago`, `in 40 days` or `9 days before publishing`.

        Raises:
            BadDay: the words name no day.
        """
        match = _DAY.fullmatch(words)
        if match is None:
            raise BadDay(words)
        if match["before"]:
            return self.published_on - timedelta(days=int(match["before"]))
        return self.today + timedelta(days=int(match["ahead"] or 0) - int(match["ago"] or 0))

    def told_at(self, words: str) -> datetime:
        """Return the instant of `12 days ago, 19:05` as the story tells it.

        Raises:
            BadDay: the words name no day.
        """
        day, _, clock = words.partition(", ")
        return _instant(self.day(day), clock)

    def moment(self, words: str) -> datetime:
        """Return the instant to do it at, never after now.

        What belongs to this year's edition moves closer together while that edition has not been open long.

        Raises:
            BadDay: the words name no day.
        """
        said, _, clock = words.partition(", ")
        day = self.day(said)
        age = (self.today - day).days
        if said.endswith("ago") and age <= THIS_YEAR:
            open_for = max(0, (self.today - self.opened_on).days)
            day = self.today - timedelta(days=age * min(open_for, THIS_YEAR) // THIS_YEAR)
        return min(_instant(day, clock), self.at)

    def fill(self, text: str) -> str:
        """Put written dates in place of `{12 days ago}`, and months in place of `{month in 60 days}`.

        Raises:
            BadDay: the words in braces name no day.
        """
        return _GAP.sub(self._written, text)

    def _written(self, match: re.Match[str]) -> str:
        day = self.day(match["day"])
        return f"{day:%B %Y}" if match["month"] else f"{day.day} {day:%B %Y}"


def _instant(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=LONDON).astimezone(UTC)
