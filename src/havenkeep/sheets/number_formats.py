"""What an Excel number format makes of a number: a plain number, a share, a day, a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from havenkeep.sheets import cells

_LONGEST_CODE: Final = 255
_LAST_DAY: Final = 2_958_466
_SECONDS_A_DAY: Final = 86_400


class Shows(Enum):
    NUMBER = auto()
    PERCENT = auto()
    MOMENT = auto()
    CLOCK = auto()
    SPAN = auto()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """`decimals` and `digits` are the least figures the format shows after and before the point."""

    shows: Shows = Shows.NUMBER
    decimals: int = 0
    digits: int = 0


GENERAL: Final = NumberFormat()

# Formats that a file may use by number without spelling them out: ECMA-376 part 1, 18.8.30.
BUILT_IN: Final[Mapping[int, str]] = {
    2: "0.00",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), "dd/mm/yyyy"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), "hh:mm"),
    22: "dd/mm/yyyy hh:mm",
    46: "[h]:mm",
}

_SPAN = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NOT_A_PATTERN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LEADING_ZEROS = re.compile(r"^0{2,20}$")
_DECIMALS = re.compile(r"^[#,0]*0\.(0{1,20})$")


@lru_cache(maxsize=1024)
def number_format(code: str) -> NumberFormat:
    """Reads a number format's code, its first section only (the one for numbers above nought)."""
    if len(code) > _LONGEST_CODE or code.lower() == "general":
        return GENERAL
    if _SPAN.search(code):
        return NumberFormat(Shows.SPAN)
    pattern = _NOT_A_PATTERN.sub("", code).split(";", 1)[0].strip()
    if _LEADING_ZEROS.match(pattern):
        return NumberFormat(digits=len(pattern))
    if match := _DECIMALS.match(pattern):
        return NumberFormat(decimals=len(match[1]))
    return NumberFormat(_shows(frozenset(pattern.lower())))


def _shows(letters: frozenset[str]) -> Shows:
    if "%" in letters:
        return Shows.PERCENT
    if letters & set("e#"):
        return Shows.NUMBER
    if letters & set("yd") or ("m" in letters and not letters & set("hs")):
        return Shows.MOMENT
    return Shows.CLOCK if letters & set("hs") else Shows.NUMBER


def number_as_shown(raw: str, *, shown_by: NumberFormat, from_1904: bool) -> str:
    """A number cell's text, as near to what the person saw as can be told for sure."""
    if shown_by.shows is Shows.NUMBER:
        return cells.number_text(raw, decimals=shown_by.decimals, digits=shown_by.digits)
    if shown_by.shows is Shows.PERCENT:
        return cells.percent_text(raw)
    try:
        serial = float(raw)
    except ValueError:
        return cells.clean(raw)
    if not -_LAST_DAY < serial < _LAST_DAY:
        return cells.number_text(raw)
    return _time_as_shown(serial, raw=raw, shows=shown_by.shows, from_1904=from_1904)


def _time_as_shown(serial: float, *, raw: str, shows: Shows, from_1904: bool) -> str:
    if shows is Shows.SPAN:
        return cells.span_text(round(serial * _SECONDS_A_DAY))
    if shows is Shows.CLOCK or 0 <= serial < 1:
        return cells.span_text(round(serial % 1 * _SECONDS_A_DAY) % _SECONDS_A_DAY)
    moment = cells.serial_moment(serial, from_1904=from_1904)
    return cells.number_text(raw) if moment is None else cells.moment_text(moment)
