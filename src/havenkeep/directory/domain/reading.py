"""What the readers of both national lists share: a refused row, a day, a yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_DAY_FIRST = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T].*)?$")
_YEAR_FIRST = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?$")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = re.compile(r"^(\d{1,2})[ _\-]([A-Za-z]{3,9})[ _\-](\d{4})$")


class CannotImport(Exception):
    """The file is not a national list we know, or cannot be dated. `str()` says what to do."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is left out, and why, in a sentence that names the row."""

    row: int
    sentence: str


def parse_day(text: str) -> date | None:
    """A day as the lists write it: 30/06/2022, 2022-06-30 or 30 June 2022, with or without a time.

    Raises ValueError for anything else; empty is None.
    """
    text = text.strip()
    if not text:
        return None
    if match := _DAY_FIRST.match(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _YEAR_FIRST.match(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if (match := _WORDED.match(text)) and match[2][:3].lower() in _MONTHS:
        return date(int(match[3]), _MONTHS.index(match[2][:3].lower()) + 1, int(match[1]))
    raise ValueError(text)


def parse_yes(text: str) -> bool | None:
    """Y or N, yes or no, in any case; None for anything else."""
    return {"y": True, "yes": True, "true": True, "n": False, "no": False, "false": False}.get(
        text.casefold()
    )
