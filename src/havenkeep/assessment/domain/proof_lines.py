"""Where a proof is kept, as people and our own answer book write it in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from havenkeep.importing.domain.days import read_day

LONGEST_TITLE = 160
LONGEST_PLACE = 500

_OURS = re.compile(
    r"^(?P<what>.+?)(?: \((?P<dates>(?:dated|valid until|lapsed)\b[^()]*)\))?\.? Where: (?P<where>.+?)\.?$"
)
_DATED = re.compile(r"\bdated ([^,]+)")
_UNTIL = re.compile(r"\b(?:valid until|lapsed on) ([^,]+)")
_NOTHING = frozenset({"", "-", "–", "—", "none", "no", "n/a", "na", "nil", "tbc", "no proof on file"})


class PlaceTooLong(ValueError):
    """Raised when a cell is too long to be the place of a proof; the argument is its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProof:
    """A proof to put on file: what it is and where it is kept, or a web link."""

    title: str
    where: str
    dated_on: date | None = None
    valid_until: date | None = None

    @property
    def is_link(self) -> bool:
        return self.where.startswith(("https://", "http://"))


def read_proofs(text: str, *, title: str, dated_on: date | None) -> tuple[NewProof, ...]:
    """Return the proofs a cell tells of: a line each when our answer book wrote it, else one, under `title`.

    Raises:
        PlaceTooLong: a place has more than 500 characters.
    """
    ours = from_our_book(text)
    if ours is not None:
        return ours
    return (NewProof(title=_fitting(title), where=_place(" ".join(text.split())), dated_on=dated_on),)


def from_our_book(text: str) -> tuple[NewProof, ...] | None:
    """Return the proofs that our answer book wrote, none when a cell says that there are none; else None.

    Raises:
        PlaceTooLong: a place has more than 500 characters.
    """
    if text.strip().casefold().rstrip(".") in _NOTHING:
        return ()
    found = [_OURS.match(line.strip()) for line in text.splitlines() if line.strip()]
    return tuple(_of(line) for line in found if line is not None) if all(found) else None


def _of(found: re.Match[str]) -> NewProof:
    dates = found["dates"] or ""
    return NewProof(
        title=_fitting(found["what"]),
        where=_place(found["where"]),
        dated_on=_day(_DATED, dates),
        valid_until=_day(_UNTIL, dates),
    )


def _day(pattern: re.Pattern[str], dates: str) -> date | None:
    found = pattern.search(dates)
    return read_day(found[1]) if found is not None else None


def _place(text: str) -> str:
    if len(text) > LONGEST_PLACE:
        raise PlaceTooLong(len(text))
    return text


def _fitting(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
