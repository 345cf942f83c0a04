"""Reading a date as people type it into three boxes."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS: Final = {name[:3]: number for name, number in MONTHS.items()}
WHOLE_NUMBER: Final = re.compile(r"[0-9]{1,4}")
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class DateParts:
    """What was typed, kept as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: date) -> DateParts:
        return cls(str(value.day), str(value.month), str(value.year))

    def is_blank(self) -> bool:
        return not (self.day or self.month or self.year)


class UnreadableDateError(ValueError):
    """The boxes do not make a date; says why in one sentence, and which boxes to look at."""

    def __init__(self, sentence: str, boxes: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.boxes = boxes


def read_date(parts: DateParts, *, noun: str) -> date:
    """Return the date that was typed; months may be numbers or English names, whole or shortened.

    `noun` is what the date is of (`the date of the meeting`). Raises UnreadableDateError.
    """
    _refuse_missing(parts, noun)
    month = _month(parts.month)
    year = _year(parts.year)
    day = _number(parts.day)
    if day is None or not 1 <= day <= 31:
        raise UnreadableDateError("Day must be a number from 1 to 31", ("day",))
    last = calendar.monthrange(year, month)[1]
    if day > last:
        raise UnreadableDateError(
            f"{calendar.month_name[month]} {year} has {last} days. Check the day", ("day",)
        )
    return date(year, month, day)


def _refuse_missing(parts: DateParts, noun: str) -> None:
    missing = tuple(box for box in ("day", "month", "year") if not getattr(parts, box))
    if missing:
        boxes = " and ".join(f"a {box}" for box in missing)
        raise UnreadableDateError(f"{noun[:1].upper()}{noun[1:]} must include {boxes}", missing)


def _number(text: str) -> int | None:
    return int(text) if WHOLE_NUMBER.fullmatch(text) else None


def _month(text: str) -> int:
    word = text.casefold().rstrip(".")
    month = _number(text) or MONTHS.get(word) or SHORT_MONTHS.get(word) or (9 if word == "sept" else 0)
    if not 1 <= month <= 12:
        raise UnreadableDateError("Month must be a number from 1 to 12, or a name such as March", ("month",))
    return month


def _year(text: str) -> int:
    year = _number(text)
    if year is None or len(text) != 4:
        raise UnreadableDateError("Year must have 4 numbers, such as 2027", ("year",))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDateError(f"Year must be between {FIRST_YEAR} and {LAST_YEAR}", ("year",))
    return year
