"""The improvement plan as a Word file, to edit, sign and upload."""

from __future__ import annotations

from typing import Final

from havenkeep.printing.document import Block, Callout, Document, Facts, Heading, Paragraph, Table
from havenkeep.printing.docx import write_docx
from havenkeep.reports.domain.plan_file import ImprovementPlan, PlanRow
from havenkeep.reports.domain.plan_wording import (
    NO_OWNER,
    about_plan,
    due_words,
    minutes_words,
    sign_off_words,
    state_words,
    summary,
)
from havenkeep.reports.domain.wording import day_words

LINE: Final = "_" * 40
TO_SIGN: Final = tuple((label, LINE) for label in ("Name", "Job title", "Signature", "Date"))


def write(plan: ImprovementPlan) -> bytes:
    """Return the plan as a .docx file on landscape pages."""
    return write_docx(
        Document(
            title=plan.home_name,
            kicker=f"Improvement plan · {plan.edition_title}",
            standfirst=" · ".join(part for part in (day_words(plan.on), plan.home_code) if part),
            running=f"Improvement plan · {plan.home_name} · {day_words(plan.on)}",
            subject=f"Improvement plan for {plan.home_name}, {day_words(plan.on)}",
            made_at=plan.made_at,
            landscape=True,
            blocks=tuple(_blocks(plan)),
        )
    )


def _blocks(plan: ImprovementPlan) -> list[Block]:
    blocks: list[Block] = [Callout(label="", text=summary(plan), soon=bool(plan.left))]
    if plan.rows:
        blocks.append(
            Table(
                headings=("Item", "Title", "What to do", "Owner", "Due", "Time", "State"),
                rows=tuple(_cells(row, plan) for row in plan.rows),
                widths=(1.2, 3.4, 5.4, 2.2, 1.8, 1.5, 1.7),
            )
        )
    return [
        *blocks,
        Heading(text="Sign-off"),
        Paragraph(text=sign_off_words(plan)),
        *([] if plan.signed_off_by else [Facts(pairs=TO_SIGN)]),
        Heading(text="About this plan"),
        Facts(pairs=about_plan(plan)),
    ]


def _cells(row: PlanRow, plan: ImprovementPlan) -> tuple[str, ...]:
    return (
        row.ref,
        row.title,
        row.what,
        row.owner or NO_OWNER,
        due_words(row),
        minutes_words(row.minutes),
        state_words(row, plan),
    )
