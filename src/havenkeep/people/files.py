"""The staff list as a file, with headings that come back in as they went out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import ModuleType

from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import ENGAGEMENTS, JOB_ROLE_TITLES
from havenkeep.people.queries.listing import Listed

HEADINGS = (
    "Full name",
    "Payroll number",
    "Job title",
    "Role here",
    "How they work here",
    "Agency",
    "First day",
    "Last day",
    "Sees personal information",
    "Counts for the 95%",
    "On long absence",
    "Email",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFile:
    content_type: str
    write: Callable[[Listed, date], bytes]


def _rows(listed: Listed, on: date) -> Iterator[Sequence[str | date | None]]:
    for person, posts in listed.people:
        for post in sorted(posts, key=lambda post: (not post.held_on(on), post.pk)):
            row = ENGAGEMENTS[post.as_engagement]
            counted = row.counted and post.sees_personal_data and post.held_on(on)
            yield (
                person.name,
                person.payroll_number,
                post.job_title,
                JOB_ROLE_TITLES[post.as_role],
                row.title,
                post.agency,
                post.started_on,
                post.ended_on,
                _yes(post.sees_personal_data),
                _yes(counted),
                _yes(person.pk in listed.away),
                person.email,
            )


def _csv(listed: Listed, on: date) -> bytes:
    written: bytes = _writing().write_csv(headings=HEADINGS, rows=_rows(listed, on))
    return written


def _xlsx(listed: Listed, on: date) -> bytes:
    writing = _writing()
    sheet = writing.SheetOut(name="Staff", headings=HEADINGS, rows=_rows(listed, on))
    written: bytes = writing.write_xlsx([sheet])
    return written


def _writing() -> ModuleType:
    """Return what writes spreadsheets: a heavy library, loaded only when a file is asked for."""
    return import_module("havenkeep.sheets.writing")


FILES: Mapping[str, StaffFile] = {
    "xlsx": StaffFile(
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write=_xlsx
    ),
    "csv": StaffFile(content_type="text/csv; charset=utf-8", write=_csv),
}


def staff_file_name(home: Home, *, on: date, extension: str) -> str:
    """Return a name any computer takes, such as `staff-rosebank-house-2026-06-12.csv`."""
    slug = re.sub(r"[^a-z0-9-]+", "-", home.slug.casefold()).strip("-")[:60]
    return f"staff-{slug}-{on:%Y-%m-%d}.{extension}"


def _yes(value: bool) -> str:
    return "Yes" if value else "No"
