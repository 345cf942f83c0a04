"""The improvement plan as a workbook."""

from __future__ import annotations

from typing import Final

from havenkeep.reports.domain.plan_file import ImprovementPlan, PlanRow
from havenkeep.reports.domain.plan_wording import NO_OWNER, NOTHING_LEFT, about_plan, state_words
from havenkeep.reports.domain.wording import day_words
from havenkeep.reports.formats.workbook import Tab, write_workbook
from havenkeep.sheets.writing import Cell

HEADINGS: Final = ("Reference", "Title", "What to do", "Owner", "Due", "Minutes", "State")
WIDTHS: Final = (12, 36, 60, 24, 14, 11, 18)
STATE: Final = 6


def write(plan: ImprovementPlan) -> bytes:
    """Return the plan as an .xlsx file of two sheets: the plan, and what it is."""
    return write_workbook(
        title=f"Improvement plan for {plan.home_name}, {day_words(plan.on)}",
        running=f"Improvement plan · {plan.home_name} · {day_words(plan.on)}",
        made_at=plan.made_at,
        tabs=(
            Tab(
                name="Improvement plan",
                headings=HEADINGS,
                widths=WIDTHS,
                rows=[_cells(row, plan) for row in plan.rows] or [("", NOTHING_LEFT, *[""] * 5)],
                strong=frozenset({0}),
                soon=frozenset(
                    (number, STATE)
                    for number, row in enumerate(plan.rows)
                    if row.overdue(on=plan.on) or row.unassigned()
                ),
            ),
            Tab(
                name="About this plan",
                headings=("What", "In words"),
                widths=(20, 100),
                rows=about_plan(plan),
                strong=frozenset({0}),
            ),
        ),
    )


def _cells(row: PlanRow, plan: ImprovementPlan) -> tuple[Cell, ...]:
    return (
        row.ref,
        row.title,
        row.what,
        row.owner or NO_OWNER,
        row.due_on,
        row.minutes or None,
        state_words(row, plan),
    )
