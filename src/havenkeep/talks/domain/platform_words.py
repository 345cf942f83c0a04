"""What a platform's cells say: whether it was completed, and with which score."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """What a row says of the course: done, not done, nothing at all, or something nobody can tell."""

    DONE = "done"
    NOT_DONE = "not_done"
    SILENT = "silent"
    UNKNOWN = "unknown"


class NoScore(ValueError):
    """A cell holds no score from 0 to 100."""


_DONE: Final = frozenset(
    {
        "completed",
        "complete",
        "passed",
        "pass",
        "yes",
        "y",
        "true",
        "done",
        "achieved",
        "attended",
        "certified",
    }
    | {"competent", "compliant", "in date", "valid", "current", "finished", "successful", "satisfied", "100"}
    | {"complete via rpl", "completed pass", "completed passed", "complete pass", "present", "awarded", "met"}
    # The day of it is told all the same, and twelve months are counted from that.
    | {"expired", "lapsed", "expiring", "expiring soon", "due soon"}
)
_NOT_DONE: Final = frozenset(
    {
        "not started",
        "not yet started",
        "in progress",
        "incomplete",
        "not complete",
        "not completed",
        "no",
        "n",
    }
    | {"failed", "fail", "false", "enrolled", "assigned", "booked", "registered", "started", "not attempted"}
    | {"overdue", "due", "required", "outstanding", "pending", "not achieved", "not passed", "did not attend"}
    | {"dna", "absent", "cancelled", "withdrawn", "not met", "not competent", "ongoing", "browsed", "0"}
    | {
        "attempted",
        "not attended",
        "non compliant",
        "noncompliant",
        "missing",
        "to do",
        "not applicable",
        "na",
    }
)
_WORDLESS: Final = frozenset(
    {"", "-", "–", "—", "n/a", "na", "none", "never", "not completed", "not started"}
)
_SCORE: Final = re.compile(r"^(\d{1,6})(?:[.,](\d{1,6}))?\s*(%|percent|per cent)?$", re.I)
_OUT_OF: Final = re.compile(r"^(\d{1,4})\s*(?:/|out of|of)\s*(\d{1,4})(?:\s*\(.*\))?$", re.I)
_SCORE_IN_WORDS: Final = frozenset(
    {"pass", "passed", "fail", "failed", "complete", "completed", "competent", "merit"}
)


def read_status(text: str) -> Status:
    """Return what a status says, whatever its case and signs. “50%” is not done; “100%” is."""
    plain = " ".join(re.sub(r"[^\w%/]+", " ", text.casefold()).split())
    if plain in {"", "/"}:
        return Status.SILENT
    bare = plain.replace("/", " ").strip()
    if bare in _DONE or plain in {"100%", "✓"}:
        return Status.DONE
    percent = re.fullmatch(r"(\d{1,3})\s?%", plain)
    if bare in _NOT_DONE or plain == "n/a" or (percent and int(percent[1]) < 100):
        return Status.NOT_DONE
    return Status.UNKNOWN


def says_no_day(text: str) -> bool:
    """Return whether a cell for a day is empty, or says in its way that there is none."""
    return text.strip().casefold() in _WORDLESS


def read_score(text: str) -> int | None:
    """Return a score in percent, rounded down; None where there is none, or only a word such as Pass.

    “17/20” and “0.85” are read as what they are.

    Raises:
        NoScore: it is no score, or not from 0 to 100.
    """
    plain = " ".join(text.split()).casefold()
    if plain in _WORDLESS or plain in _SCORE_IN_WORDS:
        return None
    if (part := _OUT_OF.match(plain)) and 0 < int(part[2]) >= int(part[1]):
        return int(part[1]) * 100 // int(part[2])
    if number := _SCORE.match(plain):
        whole, fraction = int(number[1]), number[2] or ""
        if not number[3] and whole == 0 and fraction.strip("0"):
            return int(fraction[:2].ljust(2, "0"))
        if whole < 100 or (whole == 100 and not fraction.strip("0")):
            return whole
    raise NoScore(text)
