"""Which PINs are too easy to guess. People choose patterns and birthdays, so those are tried first."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

SHORTEST, LONGEST = 6, 12
UP: Final = "01234567890"
# What is drawn on the keys of a phone, or told in surveys of leaked PINs, and no rule below finds.
COMMON: Final = frozenset(
    {"112233", "123321", "147258", "147369", "159753", "159357", "258456", "789456", "456123", "332211"}
    | {"12344321", "11223344", "147258369", "741852963", "147852369"}
)
YEAR: Final = re.compile(r"(?:19[3-9]\d|20[0-2]\d)")


class Flaw(StrEnum):
    """Why a PIN cannot be somebody's."""

    DIGITS = "digits"
    LENGTH = "length"
    REPEATS = "repeats"
    RUNS = "runs"
    COMMON = "common"
    YEAR = "year"


class BadPin(Exception):
    """Raised when a PIN cannot be somebody's; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


def _repeats(pin: str) -> bool:
    return any(pin == (pin[:size] * len(pin))[: len(pin)] for size in (1, 2, 3))


def _runs(pin: str) -> bool:
    return pin in UP or pin in UP[::-1] or pin in "0987654321"


def _has_a_year(pin: str) -> bool:
    return bool(YEAR.match(pin) or YEAR.fullmatch(pin[-4:]))


EASY: Final[tuple[tuple[Callable[[str], bool], Flaw], ...]] = (
    (_repeats, Flaw.REPEATS),
    (_runs, Flaw.RUNS),
    (COMMON.__contains__, Flaw.COMMON),
    (_has_a_year, Flaw.YEAR),
)


def check_pin(pin: str) -> None:
    """Check a PIN that somebody wants to choose.

    Raises:
        BadPin: it is too short, too long, not of digits, or easy to guess.
    """
    if not (pin.isascii() and pin.isdecimal()):
        raise BadPin(Flaw.DIGITS)
    if not SHORTEST <= len(pin) <= LONGEST:
        raise BadPin(Flaw.LENGTH)
    for is_easy, flaw in EASY:
        if is_easy(pin):
            raise BadPin(flaw)
