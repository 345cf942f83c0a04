"""Text made fit for paper: what no page, Word file or font can hold is taken out, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"

LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# Direction overrides can make a line read otherwise than it is stored; marks (U+200E, U+200F) cannot.
UNPRINTABLE: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls, less tab and line feed
    "\u202a-\u202e\u2066-\u2069"  # direction overrides, embeddings and isolates
    "\ud800-\udfff"  # halves of a pair, left alone
    "\ufdd0-\ufdef\ufeff\ufff9-\uffff"  # not characters, byte order mark, annotations, object marks
    "\U000e0000-\U000e0fff"  # invisible tags
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def printable(text: str) -> str:
    """Return `text` with line ends as `\\n` and without controls, half characters or direction overrides.

    Word files and XML refuse most of these; the rest could make a page say what the record does not.
    """
    return UNPRINTABLE.sub("", LINE_ENDS.sub("\n", text))
