"""What a short dotted reference may have been before a spreadsheet took it for a number or a date."""

from __future__ import annotations

import re
from typing import Final

_TWO_PARTS = re.compile(r"^(\d{1,2})\.(\d)$")
_ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_CENTURIES: Final = (1900, 2000)


def possible_references(text: str) -> tuple[str, ...]:
    """The references a cell may stand for, likeliest first.

    A part numbered ten looks like a part numbered one once it is a number (4.1 may have been 4.10), and three
    parts with dots become a day in countries that write dates with dots. Where more than one comes back,
    ask a person, or compare with the list of references that exist.
    """
    text = text.strip()
    if match := _TWO_PARTS.match(text):
        return (text, f"{text}0") if match[2] != "0" else (text,)
    if match := _ISO_DATE.match(text):
        year, month, day = (int(part) for part in match.groups())
        return tuple(
            f"{day}.{month}.{year - century}" for century in reversed(_CENTURIES) if 0 < year - century < 100
        )
    return (text,) if text else ()
