"""A row of a platform's list, and the completion that it may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from havenkeep.talks.domain.titles import Meaning
from havenkeep.talks.domain.who import Written

# The person, the course and the day: what makes two completions the same one.
Key: TypeAlias = tuple[int, str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformRow:
    """One row as written. `number` is the spreadsheet's."""

    number: int
    written: Written
    title: str
    completed: str
    status: str = ""
    score: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Somebody finished a course, as a row says. `score` is in percent."""

    row: int
    person: int
    meaning: Meaning
    completed_on: date
    score: int | None

    @property
    def key(self) -> Key:
        return (self.person, self.meaning.course, self.completed_on)
