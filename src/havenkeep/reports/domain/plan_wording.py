"""The words of the improvement plan, the same in every format."""

from __future__ import annotations

from typing import Final

from havenkeep.reports.domain.plan_file import ImprovementPlan, PlanRow
from havenkeep.reports.domain.wording import UNOFFICIAL, day_words, instant_words

NO_OWNER: Final = "Nobody yet"
NO_DATE: Final = "No date yet"
NOTHING_LEFT: Final = "Nothing is left to do. Confirm the last answers and publish Standards Met."


def minutes_words(minutes: int) -> str:
    """Return a length of work such as `45 minutes`, `2 hours` or `2 hours 30 minutes`; empty for 0."""
    hours, rest = divmod(max(minutes, 0), 60)
    parts = (_count(hours, "hour"), _count(rest, "minute"))
    return " ".join(part for part in parts if part)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def state_words(row: PlanRow, plan: ImprovementPlan) -> str:
    """Return `Done`, `Overdue`, `Needs an owner and a date` or `To do`."""
    if row.done:
        return "Done"
    if row.overdue(on=plan.on):
        return "Overdue"
    return "Needs an owner and a date" if row.unassigned() else "To do"


def due_words(row: PlanRow) -> str:
    return day_words(row.due_on) if row.due_on else NO_DATE


def summary(plan: ImprovementPlan) -> str:
    """Return the one sentence at the head of the plan: how much is left, how long, by when."""
    left = len(plan.left)
    if not left:
        return NOTHING_LEFT
    work = minutes_words(plan.minutes_left)
    about = f", about {work} of work" if work else ""
    until = f", to be done by {day_words(plan.finish_by)}" if plan.finish_by else ""
    noun = "thing is" if left == 1 else "things are"
    return f"{left} {noun} left to do{about}{until}."


def sign_off_words(plan: ImprovementPlan) -> str:
    if not plan.signed_off_by:
        return "Not signed off yet."
    day = f" on {day_words(plan.signed_off_on)}" if plan.signed_off_on else ""
    return f"Signed off by {plan.signed_off_by}{day}."


def about_plan(plan: ImprovementPlan) -> tuple[tuple[str, str], ...]:
    """Return what this plan is, as pairs of a label and its words."""
    pairs = (
        ("Service", plan.home_name),
        ("Code", plan.home_code),
        ("Published by", plan.publisher_name),
        ("Edition", plan.edition_title),
        ("As of", day_words(plan.on)),
        ("Made", instant_words(plan.made_at)),
        ("Left", summary(plan)),
        ("Sign-off", sign_off_words(plan)),
        ("Please note", UNOFFICIAL),
    )
    return tuple((label, words) for label, words in pairs if words)
