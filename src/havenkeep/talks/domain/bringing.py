"""What bringing a platform's list in would do: each row beside the staff list and what is noted already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from havenkeep.importing.domain.days import DayOrder
from havenkeep.importing.domain.report import Asked, ImportReport, Problem
from havenkeep.talks.domain.platform_row import Done, Key, PlatformRow
from havenkeep.talks.domain.platform_words import (
    NoScore,
    Status,
    read_score,
    read_status,
    says_no_day,
)
from havenkeep.talks.domain.titles import Meaning, title_key
from havenkeep.talks.domain.who import Colleague, Found, Staff, Written

NOT_HERE: Final = "-"  # an answer to who it is: nobody of ours
EARLIEST: Final = date(2000, 1, 1)
_SHOWN: Final = 60


@dataclass(slots=True, kw_only=True)
class AskedTitle:
    """A title that nobody explained yet."""

    key: str
    title: str
    row: int
    rows: int = 0


@dataclass(slots=True, kw_only=True)
class AskedName:
    """Somebody written as nobody we can be sure of. `later` means: said to be left for another day."""

    written: Written
    found: Found
    row: int
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What persons have said: `meanings` by title key, None to leave it out; `people` by question.

    An answer to a question is a person's ref or `NOT_HERE`.
    """

    meanings: Mapping[str, Meaning | None]
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is noted already, and what was and was taken back since."""

    standing: Collection[Key] = frozenset()
    withdrawn: Collection[Key] = frozenset()


@dataclass(kw_only=True)
class Bringing:
    """What comes of a list. Counts are of completions; `left_out` and `not_done` are of rows."""

    added: dict[Key, Done] = field(default_factory=dict)
    present: set[Key] = field(default_factory=set)
    taken_back: int = 0
    not_done: int = 0
    left_out: int = 0
    not_here: int = 0
    titles: dict[str, AskedTitle] = field(default_factory=dict)
    names: dict[str, AskedName] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    counted_as: dict[str, tuple[str, Meaning]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many rows wait for somebody to decide."""
        return sum(one.rows for one in self.titles.values()) + sum(one.rows for one in self.names.values())

    @property
    def report(self) -> ImportReport:
        asked = [
            Asked(row=one.row, sentence=f"“{_short(one.title)}” ({_rows(one.rows)}): say which course it is.")
            for one in self.titles.values()
        ] + [
            Asked(row=one.row, sentence=f"“{_short(one.written.shown)}” ({_rows(one.rows)}): {one.found.why}")
            for one in self.names.values()
        ]
        return ImportReport(
            added=len(self.added),
            unchanged=len(self.present),
            asked=tuple(sorted(asked, key=lambda one: one.row)),
            errors=tuple(self.problems),
        )

    @property
    def summary(self) -> dict[str, Any]:
        """Return what is kept of an application: counts and sentences, and no name but in what was asked."""
        counts = {name: getattr(self, name) for name in ("taken_back", "not_done", "left_out", "not_here")}
        return {"report": self.report.as_json(), **counts}


def lay_beside(
    rows: Sequence[PlatformRow],
    *,
    staff: Staff,
    settled: Settled,
    meaning_of: Callable[[str], Meaning | None],
    noted: Noted,
    on: date,
    days: Mapping[str, DayOrder],
) -> Bringing:
    """Judge every row. `meaning_of` knows titles that nobody needs to explain; `on` is today.

    A row that does not count is never a question about a person: titles are settled first.
    """
    judging = _Judging(staff=staff, settled=settled, meaning_of=meaning_of, noted=noted, on=on)
    judging.days = days
    for row in rows:
        judging.judge(row)
    return judging.bringing


class _Wrong(Exception):
    """A row cannot be used; the message is the sentence."""


class _Judging:
    def __init__(
        self,
        *,
        staff: Staff,
        settled: Settled,
        meaning_of: Callable[[str], Meaning | None],
        noted: Noted,
        on: date,
    ) -> None:
        self.bringing = Bringing()
        self.days: Mapping[str, DayOrder] = {}
        self._staff, self._settled, self._noted, self._on = staff, settled, noted, on
        self._meaning_of = meaning_of
        self._explained = dict(settled.meanings)
        self._keys: dict[str, str] = {}
        self._found: dict[tuple[str, str, str], Found] = {}

    def judge(self, row: PlatformRow) -> None:
        bringing = self.bringing
        if not any(row.written.same) and says_no_day(row.completed):
            bringing.not_done += 1
            return
        meaning, explained = self._meaning(row)
        if meaning is None:
            bringing.left_out += explained
            return
        try:
            done_on = self._day(row)
            if done_on is None:
                bringing.not_done += 1
                return
            score = _score(row)
            if not any(row.written.same):
                raise _Wrong("The row names nobody. Add a name, an e-mail address or a payroll number.")
        except _Wrong as wrong:
            bringing.problems.append(Problem(row=row.number, sentence=str(wrong)))
            return
        person = self._person(row)
        if person is not None:
            self._note(
                Done(row=row.number, person=person.pk, meaning=meaning, completed_on=done_on, score=score)
            )

    def _meaning(self, row: PlatformRow) -> tuple[Meaning | None, bool]:
        """Return what the title means, and whether it was explained at all."""
        key = self._keys.get(row.title)
        if key is None:
            key = self._keys[row.title] = title_key(row.title)
            if key not in self._explained and (known := self._meaning_of(row.title)) is not None:
                self._explained[key] = known
        if key in self._explained:
            meaning = self._explained[key]
            if meaning is not None:
                self.bringing.counted_as.setdefault(key, (row.title, meaning))
            return meaning, True
        title = row.title or "A row without a course"
        asked = self.bringing.titles.setdefault(key, AskedTitle(key=key, title=title, row=row.number))
        asked.rows += 1
        return None, False

    def _day(self, row: PlatformRow) -> date | None:
        """Return the day of completion, None when the row says that there is none yet."""
        status = read_status(row.status)
        if status is Status.UNKNOWN:
            raise _Wrong(
                f"The status “{_short(row.status)}” does not say whether it was completed. "
                "Write Completed or Not completed."
            )
        if status is Status.NOT_DONE:
            return None
        if says_no_day(row.completed):
            if status is Status.DONE:
                raise _Wrong("It is marked as completed, but no day says when. Add the day of completion.")
            return None
        day = self._read("completed", row.completed, "the day of completion")
        if day > self._on:
            raise _Wrong(f"The day of completion, {row.completed}, is in the future. Check the date.")
        if day < EARLIEST:
            raise _Wrong(f"The day of completion, {row.completed}, is before the year 2000. Check the date.")
        if (
            not says_no_day(row.expires)
            and self._read("expires", row.expires, "the day until which it is good") < day
        ):
            raise _Wrong("It ends before it was completed. Check both dates.")
        return day

    def _read(self, column: str, text: str, what: str) -> date:
        order = self.days.get(column, DayOrder())
        day = order.read(text, whole=True)
        if day is None:
            read = "month before day" if order.month_first else "day before month"
            unread = f"“{_short(text)}” cannot be {what} (we read {read}). Write it as 5 March 2026."
            raise _Wrong(order.against(text) or unread)
        return day

    def _person(self, row: PlatformRow) -> Colleague | None:
        question = row.written.question
        answer = self._settled.people.get(question, "")
        if answer == NOT_HERE:
            self.bringing.not_here += 1
            return None
        if answer in self._staff.by_ref:
            return self._staff.by_ref[answer]
        same = row.written.same
        found = self._found.get(same)
        if found is None:
            found = self._found[same] = self._staff.find(row.written)
        if found.colleague is not None:
            return found.colleague
        if found.not_ours:
            self.bringing.not_here += 1
            return None
        asked = self.bringing.names.setdefault(
            question, AskedName(written=row.written, found=found, row=row.number)
        )
        asked.rows += 1
        return None

    def _note(self, done: Done) -> None:
        if done.key in self._noted.standing:
            self.bringing.present.add(done.key)
        elif done.key in self._noted.withdrawn:
            self.bringing.taken_back += 1
        else:
            self.bringing.added.setdefault(done.key, done)


def _score(row: PlatformRow) -> int | None:
    try:
        return read_score(row.score)
    except NoScore:
        raise _Wrong(
            f"“{_short(row.score)}” is no score from 0 to 100%. Correct it, or leave it empty."
        ) from None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
