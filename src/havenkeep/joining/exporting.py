"""Both lists as files: who started and how far they are, and who has agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from havenkeep.joining.domain.papers import HOW_TITLES, How
from havenkeep.joining.pages.home import PROGRESS_WORDS
from havenkeep.joining.queries import checklist_in_force, everyone, starters
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import ENGAGEMENTS
from havenkeep.sheets.writing import SheetOut, write_csv, write_xlsx


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    content_type: str
    write: Callable[[SheetOut], bytes]


FILES: Mapping[str, FileKind] = {
    "csv": FileKind(
        content_type="text/csv; charset=utf-8",
        write=lambda sheet: write_csv(headings=sheet.headings, rows=sheet.rows),
    ),
    "xlsx": FileKind(
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=lambda sheet: write_xlsx([sheet]),
    ),
}


def starters_sheet(home: Home, *, on: date) -> SheetOut:
    """Return everyone who started in the last 12 months. Three queries."""
    rows = [
        (
            line.name,
            line.starter.started_on,
            line.starter.due_on,
            PROGRESS_WORDS[line.starter.progress][1],
            line.induction.signed_on if line.induction else None,
            line.induction.signed_off_on if line.induction else None,
            line.induction.signed_off_by if line.induction else "",
            HOW_TITLES[How(line.induction.how)] if line.induction else "",
        )
        for line in starters(home, on=on, checklist=checklist_in_force(home))
    ]
    return SheetOut(
        name="Starters",
        headings=("Name", "First day", "Due by", "State", "Signed", "Signed off", "Signed off by", "How"),
        rows=rows,
    )


def agreements_sheet(home: Home, *, on: date) -> SheetOut:
    """Return everyone in post and what binds them. Two queries."""
    rows = [
        (
            line.name,
            ", ".join(ENGAGEMENTS[way].title for way in line.engagements),
            line.started_on,
            line.agreement.title if line.agreement else "Nothing yet",
            line.agreement.clause.number if line.agreement and line.agreement.clause else None,
            line.agreement.signed_on if line.agreement else None,
            line.agreement.seen_by if line.agreement else "",
        )
        for line in everyone(home, on=on)
    ]
    return SheetOut(
        name="Agreements",
        headings=("Name", "Works here as", "First day", "Agreed", "Clause version", "Signed", "Seen by"),
        rows=rows,
    )
