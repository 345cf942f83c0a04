"""Which columns a learning platform's list may have, and which of them are nobody's business here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from havenkeep.importing.domain.columns import Field, Layout, SheetKind, likely_heading_row
from havenkeep.importing.domain.upload import Upload
from havenkeep.sheets.headings import folded_heading
from havenkeep.sheets.table import Row, Sheet

FIELDS: Final = (
    Field(
        name="name",
        label="Full name",
        headings=(
            "name", "full name", "learner name", "learner", "staff name", "employee name", "employee",
            "staff member", "member of staff", "users fullname", "user full name", "user name", "user",
            "participant", "participant name", "attendee", "trainee", "delegate", "delegate name",
            "worker", "worker name", "person", "display name", "last name first name",
        ),
    ),
    Field(name="first", label="First name", headings=(
        "first name", "forename", "given name", "first", "users first name", "firstname", "known as",
    )),
    Field(name="last", label="Last name", headings=(
        "last name", "surname", "family name", "last", "users last name", "lastname",
    )),
    Field(name="email", label="E-mail address", headings=(
        "email", "email address", "e mail", "e mail address", "users email", "work email", "learner email",
        "user email", "username email",
    )),
    Field(name="number", label="Payroll or employee number", headings=(
        "payroll number", "payroll no", "payroll id", "employee number", "employee no", "employee id",
        "staff number", "staff no", "staff id", "payroll", "assignment number", "personnel number",
    )),
    Field(name="course", label="Course", headings=(
        "course", "course title", "course name", "course full name", "course fullname", "module",
        "module title", "module name", "training", "training course", "training name", "training title",
        "learning", "learning title", "elearning", "e learning", "e learning title", "activity",
        "activity name", "programme", "programme title", "session", "session title", "competency",
        "competence name", "certification", "subject", "title", "qualification",
        "name of course", "name of training", "name of module",
    )),
    Field(name="completed", label="Day of completion", headings=(
        "completion date", "date completed", "completed on", "completed date", "date of completion",
        "completed", "course completed date", "date passed", "passed on", "pass date", "date achieved",
        "achieved on", "date attended", "attended on", "date of training", "training date", "date trained",
        "last completed", "last completion date", "completion", "date taken", "completed at",
        "finished on", "date finished", "finish date", "end date", "issued on", "issue date",
        "date of issue", "awarded on", "date",
    ), needed=True, is_day=True),
    Field(name="status", label="Whether it was completed", headings=(
        "status", "completion status", "course status", "learning status", "progress status", "result",
        "outcome", "pass fail", "state", "progress", "complete",
    )),
    Field(name="score", label="Score", headings=(
        "score", "score percent", "final score", "grade", "mark", "marks", "percentage", "percent",
        "test score", "assessment score", "course grade", "highest score", "final grade",
    )),
    Field(name="expires", label="Good until", headings=(
        "expiry date", "expires", "expires on", "expiry", "expiration date", "renewal date", "renew by",
        "due for renewal", "valid until", "valid to", "refresher due", "next due", "due date", "due",
    ), is_day=True),
)  # fmt: skip

# Words of a heading that ask for what this list has no need of. Such columns go before anything is kept.
_PRIVATE: Final = (
    "dob", "birth", "born", "age", "nationalinsurance", "nino", "ninumber", "nino", "address", "postcode",
    "street", "town", "salary", "wage", "payrate", "hourlyrate", "bank", "sortcode", "accountnumber", "iban",
    "gender", "sex", "ethnic", "nationality", "religion", "disab", "phone", "mobile", "telephone", "kin",
    "emergencycontact", "sickness", "absence", "passport", "visa", "dbs", "password", "maritalstatus",
)  # fmt: skip
_EXACTLY: Final = frozenset({"age", "sex", "town", "ni", "nino", "kin", "tel"})


def trusted(layout: Layout, sheet: Sheet) -> Layout:
    """Return the layout less the columns that were found by only the beginning of a heading.

    “Status of employment” is no status, “Date of birth” is no day of completion. Days of completion alone may
    be headed with a word more, such as “Completed on (UTC)”.
    """
    heading = next((row for row in sheet.rows if row.number == layout.heading_row), None)
    if heading is None:
        return layout
    exact = {field.name: {folded_heading(text) for text in field.headings} for field in FIELDS}
    columns = {
        name: at
        for name, at in layout.columns.items()
        if folded_heading(heading.at(at)) in exact[name]
        or (name == "completed" and not is_private(heading.at(at)))
    }
    return replace(layout, columns=columns)


def names_somebody(columns: Collection[str]) -> bool:
    """Return whether these fields can tell who a row is about."""
    return not {"name", "last", "email", "number"}.isdisjoint(columns)


COMPLETIONS: Final = SheetKind(
    name="completions",
    fields=FIELDS,
    enough=names_somebody,
    lacking=("name", "Choose the column that says who: a name, an e-mail or a number."),
    absent="Not in this list",
)


def is_private(heading: str) -> bool:
    """Return whether a column of this heading holds what must not be kept, such as dates of birth."""
    folded = folded_heading(heading)
    if folded in _EXACTLY:
        return True
    if folded in {name for field in FIELDS for name in map(folded_heading, field.headings)}:
        return False
    return any(word in folded for word in _PRIVATE if word not in _EXACTLY)


def spared(upload: Upload, *, layout: Layout | None) -> Upload:
    """Return the upload without what is not needed, so that it is never kept.

    With a layout only its sheet stays, with the cells of its columns and the row of headings; without one
    the columns whose headings sound private go, from every sheet.
    """
    if layout is None:
        return replace(upload, sheets=tuple(_without_private(sheet) for sheet in upload.sheets))
    keep = frozenset(layout.columns.values())
    sheets = [
        Sheet(
            sheet.name,
            True,
            tuple(
                row if row.number == layout.heading_row else _only(row, keep)
                for row in sheet.rows
                if row.number >= layout.heading_row
            )
            if number == layout.sheet
            else (),
        )
        for number, sheet in enumerate(upload.sheets)
    ]
    return replace(upload, sheets=tuple(sheets))


def _without_private(sheet: Sheet) -> Sheet:
    heading = likely_heading_row(sheet)
    above = [row for row in sheet.rows if row.number <= heading]
    private = {column for row in above for column, cell in enumerate(row.cells) if is_private(cell)}
    width = max((len(row.cells) for row in sheet.rows), default=0)
    keep = frozenset(range(width)) - private
    rows = tuple(row if _is_heading(row, heading) else _only(row, keep) for row in sheet.rows)
    return Sheet(sheet.name, sheet.visible, rows)


def _is_heading(row: Row, number: int) -> bool:
    return row.number == number and any(map(is_private, row.cells))


def _only(row: Row, keep: frozenset[int]) -> Row:
    return Row(row.number, tuple(cell if column in keep else "" for column, cell in enumerate(row.cells)))
