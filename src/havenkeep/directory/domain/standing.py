"""The toolkit status of an organisation, as the national list words it: a year and a standing.

Source: the status column of the public organisation search, which has said `21/22 Standards Met` and
`2024-25 Standards Met`. A publication lapses when the year after its own ends without another: the toolkit
asks for one every year, by 30 June.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

FRESH: Final = timedelta(days=31)

_YEAR = re.compile(r"\(?\b(?:20)?(\d{2})\s*[/\-–]\s*(?:20)?(\d{2})\b\)?")


class Standing(StrEnum):
    """What an organisation last published. `UNKNOWN` is a wording that we have not met."""

    NOT_PUBLISHED = "not_published"
    ENTRY_LEVEL = "entry_level"
    APPROACHING = "approaching"
    NOT_MET = "not_met"
    MET = "met"
    EXCEEDED = "exceeded"
    UNKNOWN = "unknown"


_WORDINGS: Final = (
    ("not published", Standing.NOT_PUBLISHED),
    ("standards exceeded", Standing.EXCEEDED),
    ("standards met", Standing.MET),
    ("standards not", Standing.NOT_MET),
    ("approaching standards", Standing.APPROACHING),
    ("entry level", Standing.ENTRY_LEVEL),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolkitStatus:
    """`year` is the toolkit year as "2021-22", empty when the status names none."""

    text: str
    standing: Standing
    year: str = ""

    @property
    def short_year(self) -> str:
        return f"{self.year[2:4]}/{self.year[5:7]}" if self.year else ""

    @property
    def words(self) -> str:
        """The status without its year: Standards Met."""
        return " ".join(_YEAR.sub(" ", self.text).split()) if self.year else self.text

    @property
    def lapses_on(self) -> date | None:
        """The last day the publication can stand, 30 June of the year after its own; None without a year."""
        return date(2000 + int(self.year[5:7]) + 1, 6, 30) if self.year else None


def parse_status(text: str) -> ToolkitStatus:
    """Reads a status as the national list words it, whatever the year's form. Empty means not published."""
    text = " ".join(text.split())
    if not text:
        return ToolkitStatus(text="", standing=Standing.NOT_PUBLISHED)
    match = _YEAR.search(text)
    year = ""
    if match and (int(match[1]) + 1) % 100 == int(match[2]):
        year = f"20{match[1]}-{match[2]}"
    words = (_YEAR.sub(" ", text) if year else text).casefold()
    words = " ".join(words.split())
    standing = next(
        (standing for wording, standing in _WORDINGS if words.startswith(wording)), Standing.UNKNOWN
    )
    return ToolkitStatus(text=text, standing=standing, year=year)


def status_sentence(status: ToolkitStatus, *, dated_on: date) -> str:
    """The status with the day of the list it comes from, so that an old list is never read as news."""
    said = {Standing.NOT_PUBLISHED: "Nothing published"}.get(status.standing, status.words)
    year = f" in {status.short_year}" if status.year else ""
    return f"{said}{year}, as the national list stood on {long_date(dated_on)}."


def is_current(status: ToolkitStatus, *, dated_on: date, on: date) -> bool:
    """Whether the status may be spoken of as today's: a list at most 31 days old, a year not lapsed."""
    lapses_on = status.lapses_on
    return timedelta() <= on - dated_on <= FRESH and lapses_on is not None and on <= lapses_on


def long_date(day: date) -> str:
    """A date as people here write it: 9 September 2022."""
    return f"{day.day} {day:%B} {day.year}"
