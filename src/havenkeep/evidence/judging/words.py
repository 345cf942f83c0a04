"""Plain text and tables in plain text."""

from __future__ import annotations

import re
from typing import Final

from havenkeep.evidence.judging.verdict import WHAT_IS_TAKEN, Accepted, FileType, Refused

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ACTIVE: Final = re.compile(r"<\s*(script|svg|iframe|object|embed|html|!doctype)\b", re.IGNORECASE)
NOT_TEXT = f"This file is not of a kind that can be kept. {WHAT_IS_TAKEN}"
ACTIVE_TEXT = "This text holds a web page or a script. Print it to a PDF, or take those lines out."
# What a file says after its name: only a name can tell a table from a text.
_TABLES: Final = (".csv", ".tsv")
_LETTERS: Final = (".eml",)


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or the Windows code page of this country.

    Raises:
        Refused: it is no text.
    """
    for encoding, applies in (
        ("utf-16", content[:2] in {b"\xff\xfe", b"\xfe\xff"}),
        ("utf-8-sig", True),
        ("cp1252", b"\x00" not in content),
    ):
        if applies:
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _CONTROL.search(text):
                return text
    raise Refused(NOT_TEXT)


def judge_text(content: bytes, *, name: str) -> Accepted:
    """Take plain text, as a table when the name says so.

    Raises:
        Refused: it is no text, or a web page or script in disguise.
    """
    text = decode(content)
    if _ACTIVE.search(text):
        raise Refused(ACTIVE_TEXT)
    table = name.casefold().endswith(_TABLES)
    return Accepted(type=FileType.CSV if table else FileType.TXT)


def is_letter(name: str) -> bool:
    """Whether a text file's name says that it is a saved e-mail."""
    return name.casefold().endswith(_LETTERS)
