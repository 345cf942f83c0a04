"""The code on a certificate, by which anyone can check it."""

from __future__ import annotations

import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 12


def new_check_code() -> str:
    """Return 12 signs without look-alikes, some 59 bits: too many to guess, few enough to type."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_check_code(typed: str) -> str:
    """Return a typed code as it is kept: upper case, without spaces and hyphens."""
    return "".join(typed.upper().replace("-", " ").split())


def could_be_code(code: str) -> bool:
    """Return whether a code, as it is kept, may stand on a certificate at all."""
    return len(code) == LENGTH and set(code) <= set(ALPHABET)


def shown_check_code(code: str) -> str:
    """Return a code in three groups, as it is printed: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
