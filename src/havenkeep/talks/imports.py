"""Completions from a learning platform's list: reading it, where it holds what, and what it would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any, Final

from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.domain.columns import Layout, by_headings
from havenkeep.importing.domain.days import DayOrder, orders_of
from havenkeep.importing.domain.upload import Upload
from havenkeep.importing.models import Preview
from havenkeep.importing.queries import remembered_layout
from havenkeep.importing.reading import Most, read_upload
from havenkeep.organisations.models import Home
from havenkeep.sheets.headings import NoHeadings, folded_heading
from havenkeep.talks.actions import bring_completions
from havenkeep.talks.domain.bringing import Bringing
from havenkeep.talks.domain.platform_columns import (
    COMPLETIONS,
    FIELDS,
    names_somebody,
    spared,
    trusted,
)
from havenkeep.talks.domain.platform_row import PlatformRow
from havenkeep.talks.domain.titles import Meaning, another, of_catalogue
from havenkeep.talks.domain.who import Staff, Written
from havenkeep.talks.queries import Said, laid
from havenkeep.training.domain.outcomes import Outcome

MOST: Final = Most(rows=50_000, characters=8_000_000, why="one list holds at most 50,000 completions")
NOBODY_NAMED: Final = (
    "We found a day of completion, but no column that says who. Add a column headed “Name”, "
    "“E-mail” or “Payroll number”."
)
_COMPLETED: Final = next(field for field in FIELDS if field.name == "completed")
LEFT_OUT: Final = "-"
LATER: Final = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A list as it is understood. Without a `layout`, `why_not` says what was looked for."""

    upload: Upload
    layout: Layout | None
    why_not: str
    rows: Sequence[PlatformRow]
    days: Mapping[str, DayOrder]
    said: Said


def read_file(source: Path | bytes, *, name: str) -> Upload:
    """Read an uploaded list.

    Raises:
        Unreadable: with one plain sentence, for what is no spreadsheet, is damaged, or holds too much.
    """
    return read_upload(source, name=name, most=MOST)


def keepable(upload: Upload, *, home: Home, choices: Mapping[str, Any]) -> Upload:
    """Return what of a list may be kept for a look: no column that has no use here. One query.

    Until somebody has said which column holds what, only those go that sound private.
    """
    return spared(upload, layout=_layout(upload, home=home, choices=choices)[0])


def understand(upload: Upload, *, home: Home, choices: Mapping[str, Any]) -> Reading:
    """Work out what a list says. One query.

    `choices` is what a person has settled: `by_hand` to look for no columns, `layout`, `order`, `titles`
    and `people`.
    """
    layout, why_not = _layout(upload, home=home, choices=choices)
    raw = layout.read(upload.sheets) if layout is not None else []
    title = _title_of_all(upload, layout) if layout is not None else ""
    return Reading(
        upload=upload,
        layout=layout,
        why_not=why_not,
        rows=[_platform_row(number, cells, title=title) for number, cells in raw],
        days=orders_of(
            {name: [cells.get(name, "") for _, cells in raw] for name in ("completed", "expires")},
            said=choices.get("order", ""),
        ),
        said=Said(
            meanings={key: meaning_from(kept) for key, kept in choices.get("titles", {}).items()},
            people={
                question: answer for question, answer in choices.get("people", {}).items() if answer != LATER
            },
        ),
    )


def look(reading: Reading, *, home: Home, on: date) -> tuple[Bringing, Staff]:
    """Return what bringing the list in would do today, changing nothing. Four queries."""
    return laid(home, reading.rows, said=reading.said, days=reading.days, on=on)


def bring(
    reading: Reading, *, home: Home, by: Actor, at: datetime, preview: Preview | None = None
) -> Bringing:
    """Bring the list in. Raises as `actions.bring_completions` does."""
    return bring_completions(
        home=home, rows=reading.rows, said=reading.said, days=reading.days, by=by, at=at, preview=preview
    )


def meaning_from(kept: Mapping[str, Any]) -> Meaning | None:
    """Return what a person said of a title, from what is kept of it: `course`, or `title` and `covers`."""
    if kept.get("course"):
        return of_catalogue(kept["course"])
    if kept.get("covers"):
        return another(kept["title"], covers=frozenset(Outcome(one) for one in kept["covers"]))
    return None


def _layout(upload: Upload, *, home: Home, choices: Mapping[str, Any]) -> tuple[Layout | None, str]:
    if "layout" in choices:
        return Layout.from_json(choices["layout"]), ""
    if choices.get("by_hand"):
        return None, ""
    remembered = remembered_layout(home, kind=COMPLETIONS.name, sheets=upload.sheets)
    if remembered is not None:
        return remembered, ""
    try:
        found = by_headings(upload.sheets, fields=FIELDS)
    except NoHeadings as none_found:
        return None, str(none_found)
    found = trusted(found, upload.sheets[found.sheet])
    if "completed" not in found.columns or not names_somebody(found.columns):
        return None, NOBODY_NAMED
    return found, ""


def _platform_row(number: int, cells: Mapping[str, str], *, title: str) -> PlatformRow:
    whole = " ".join(part for part in (cells.get("first", ""), cells.get("last", "")) if part)
    return PlatformRow(
        number=number,
        written=Written(
            name=(whole if cells.get("last") else "") or cells.get("name", "") or whole,
            number=cells.get("number", ""),
            email=cells.get("email", ""),
        ),
        title=cells.get("course", "") if "course" in cells else title,
        completed=cells.get("completed", ""),
        status=cells.get("status", ""),
        score=cells.get("score", ""),
        expires=cells.get("expires", ""),
    )


def _title_of_all(upload: Upload, layout: Layout) -> str:
    """Return what a list without a column of courses is of: its column of days, its sheet, or its file."""
    heading = layout.heading(upload.sheets)
    above = heading.at(layout.columns["completed"]) if heading is not None else ""
    if above and folded_heading(above) not in {folded_heading(one) for one in _COMPLETED.headings}:
        return above[:160]
    if len(upload.sheets) > 1:
        return upload.sheets[layout.sheet].name[:160]
    return PurePath(upload.file).stem[:160]
