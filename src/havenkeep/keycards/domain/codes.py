"""The code printed under a card's square, for a phone whose camera does not help: twelve letters and digits.

31 signs without look-alikes make 59 bits. Who tries codes is slowed by address, and the digest kept of one is
made with a key, so that a copy of the database does not give the codes away.
"""

from __future__ import annotations

import secrets
from typing import Final

SIGNS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH: Final = 12
GROUP: Final = 4


def new_code() -> str:
    """Return a new code: 12 signs."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def printed(code: str) -> str:
    """Return a code as it stands on the card: `ABCD-EFGH-JKMN`."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def typed(text: str) -> str:
    """Return the code that somebody typed, whatever its case, spaces and dashes; empty when it is none."""
    code = "".join(text.upper().replace("-", " ").split())
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""
