"""One row of a rota or HR sheet, read as a person, or refused with one sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from havenkeep.importing.domain.days import DayOrder, orders_of
from havenkeep.importing.domain.report import Problem
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.names import name_key
from havenkeep.people.domain.sheet_words import engagement_of, is_no_day, role_of, says_left

FIRST_DAY = date(1940, 1, 1)
AHEAD = timedelta(days=366)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")
_TOTALS = frozenset({"total", "totals", "grand total", "subtotal", "count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """What a row says about somebody. `left` without `ended_on` is somebody who went on an unknown day."""

    row: int
    name: str
    name_key: str
    payroll: str = ""
    email: str = ""
    job_title: str = ""
    role: JobRole = JobRole.OTHER
    engagement: Engagement | None = None
    agency: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    left: bool = False

    @property
    def as_engagement(self) -> Engagement:
        """How they work here: employed, when the sheet does not say."""
        return self.engagement or Engagement.EMPLOYED

    def gone(self, *, on: date) -> bool:
        return self.left or (self.ended_on is not None and self.ended_on < on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRows:
    """The rows of a sheet. `refused` are who stands in rows with a mistake: nobody takes them for gone.

    `unknown` counts words for how somebody works here that we do not know; they are taken for employed.
    """

    rows: tuple[StaffRow, ...]
    errors: tuple[Problem, ...]
    refused: frozenset[str]
    unknown: Mapping[str, int]


def says_nothing(fields: Mapping[str, str]) -> bool:
    """Whether a row is about nobody: empty, or the line of totals at the end."""
    return not any(fields.values()) or _name(fields).casefold() in _TOTALS


def days_of(texts: Sequence[tuple[int, Mapping[str, str]]], *, said: str = "") -> Mapping[str, DayOrder]:
    """Return how each column of days writes them: as its days show, or as a person said."""
    columns = {name: [fields.get(name, "") for _, fields in texts] for name in ("start", "end")}
    return orders_of(columns, said=said)


def read_rows(
    texts: Sequence[tuple[int, Mapping[str, str]]],
    *,
    on: date,
    each_shift: bool,
    days: Mapping[str, DayOrder] | None = None,
) -> ReadRows:
    """Read rows of text by field. With `each_shift` somebody may stand in many rows alike.

    `days` is how the columns of days write them, when more is known of it than these rows show.
    """
    days = days_of(texts) if days is None else days
    rows: list[StaffRow] = []
    errors: list[Problem] = []
    refused: set[str] = set()
    unknown: Counter[str] = Counter()
    for number, fields in texts:
        if says_nothing(fields):
            continue
        try:
            row = _read(number, fields, on=on, days=days)
        except ValueError as wrong:
            errors.append(Problem(row=number, sentence=str(wrong)))
            refused |= {name_key(_name(fields)), _number(fields)} - {""}
            continue
        if row.engagement is None and fields.get("engagement", ""):
            unknown[fields["engagement"]] += 1
        rows.append(row)
    rows, clashes = _each_once(rows, each_shift=each_shift, on=on)
    for row, sentence in clashes:
        errors.append(Problem(row=row.row, sentence=sentence))
        refused |= {row.name_key, row.payroll} - {""}
    errors.sort(key=lambda problem: problem.row)
    return ReadRows(rows=tuple(rows), errors=tuple(errors), refused=frozenset(refused), unknown=dict(unknown))


def _read(number: int, fields: Mapping[str, str], *, on: date, days: Mapping[str, DayOrder]) -> StaffRow:
    name = _name(fields)
    if not name_key(name):
        raise ValueError("There is no name in this row. Write it in, or delete the row.")
    for label, text, most in (("name", name, 120), ("payroll number", _number(fields), 40)):
        if len(text) > most:
            raise ValueError(
                f"The {label} is longer than {most} letters. Check that it is in the right column."
            )
    started = _day(fields.get("start", ""), "first day", on=on, order=days.get("start", DayOrder()))
    ended = _day(fields.get("end", ""), "last day", on=on, order=days.get("end", DayOrder()))
    if started and ended and ended < started:
        raise ValueError("The last day is before the first day. Check both dates.")
    email = fields.get("email", "").strip().casefold()
    if email and not _EMAIL.fullmatch(email[:254]):
        raise ValueError("The e-mail address is not a whole one. Mend it, or leave it out.")
    title = fields.get("job_title", "").strip()[:120]
    agency = fields.get("agency", "").strip()[:120]
    return StaffRow(
        row=number,
        name=name,
        name_key=name_key(name),
        payroll=_number(fields),
        email=email,
        job_title=title,
        role=role_of(title),
        engagement=_engagement(fields.get("engagement", ""), agency=agency, title=title),
        agency=agency,
        started_on=started,
        ended_on=ended,
        left=says_left(fields.get("status", "")),
    )


def _name(fields: Mapping[str, str]) -> str:
    name = fields.get("name", "") or f"{fields.get('first_name', '')} {fields.get('last_name', '')}"
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    return " ".join(name.split())


def _number(fields: Mapping[str, str]) -> str:
    return fields.get("payroll", "").strip()


def _day(text: str, noun: str, *, on: date, order: DayOrder) -> date | None:
    if is_no_day(text):
        return None
    day = order.read(text, latest=on + AHEAD)
    if day is None:
        unread = f"We could not read the {noun}, “{text[:30]}”. Write it as 31/12/2026."
        raise ValueError(order.against(text) or unread)
    if not FIRST_DAY <= day <= on + AHEAD:
        raise ValueError(f"The {noun}, {day.day} {day:%B} {day.year}, cannot be right. Check the year.")
    return day


def _engagement(text: str, *, agency: str, title: str) -> Engagement | None:
    if text:
        return engagement_of(text)
    if agency:
        return Engagement.AGENCY
    said = engagement_of(title)
    # “Bank nurse” and “trustee” say how somebody works here; “staff nurse” does not say who employs them.
    return None if said is Engagement.EMPLOYED else said


def _each_once(
    rows: Sequence[StaffRow], *, each_shift: bool, on: date
) -> tuple[list[StaffRow], list[tuple[StaffRow, str]]]:
    """Make rows of one payroll number one person; refuse one number under two names."""
    groups: dict[tuple[str, str], list[StaffRow]] = defaultdict(list)
    for row in rows:
        alike = (
            ("number", row.payroll) if row.payroll else ("name", row.name_key if each_shift else str(row.row))
        )
        groups[alike].append(row)
    kept: list[StaffRow] = []
    clashes: list[tuple[StaffRow, str]] = []
    for (kind, _), alike_rows in groups.items():
        names = {row.name_key for row in alike_rows}
        if kind == "number" and len(names) > 1:
            said = " and ".join(dict.fromkeys(f"{row.name} (row {row.row})" for row in alike_rows[:4]))
            sentence = f"Payroll number {alike_rows[0].payroll} belongs to {said}. Correct the sheet."
            clashes += [(row, sentence) for row in alike_rows]
        else:
            kept.append(_one(alike_rows, on=on))
    return kept, clashes


def _one(rows: Sequence[StaffRow], *, on: date) -> StaffRow:
    """Return one person of several rows: who has a row without a last day still works here."""
    first = next((row for row in rows if not row.gone(on=on)), rows[0])
    starts = [row.started_on for row in rows if row.started_on]
    return replace(first, started_on=min(starts)) if starts else first
