"""The improvement plan that goes with *Approaching Standards*: what is left, who does it, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One item of the plan. `owner` and `due_on` are empty until somebody has taken it; `minutes` is a guess
    for a first time, 0 when nobody can say.
    """

    ref: str
    title: str
    what: str
    owner: str = ""
    due_on: date | None = None
    minutes: int = 0
    done: bool = False

    def overdue(self, *, on: date) -> bool:
        return not self.done and self.due_on is not None and self.due_on < on

    def unassigned(self) -> bool:
        return not self.done and not (self.owner and self.due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementPlan:
    """The plan of one submission as of one day. `signed_off_by` is the senior person who approved it.

    `finish_by` is the last day on which *Standards Met* is still in time, when the edition says so.
    """

    home_name: str
    home_code: str = ""
    publisher_name: str = ""
    edition_title: str
    on: date
    made_at: datetime
    rows: tuple[PlanRow, ...]
    finish_by: date | None = None
    signed_off_by: str = ""
    signed_off_on: date | None = None

    @property
    def left(self) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if not row.done)

    @property
    def minutes_left(self) -> int:
        """Minutes of work still to do, as far as they are known."""
        return sum(row.minutes for row in self.left)
