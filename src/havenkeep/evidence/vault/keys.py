"""The keys that proof is locked with. They lie in one file outside the database, newest first.

A key is 32 random bytes, written as 64 hexadecimal characters on a line of its own. The first locks what is
kept from now on; every one opens what it locked. So a key that was lost and found again is added as a line.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KEY_BYTES: Final = 32
KEY_ID_BYTES: Final = 8


class KeyTrouble(Exception):
    """There is no key to work with. The message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Master keys by their id. `newest` locks."""

    newest: bytes
    by_id: Mapping[bytes, bytes]


def new_key() -> str:
    """Return a fresh key as a line of the file."""
    return secrets.token_hex(KEY_BYTES)


def key_id(key: bytes) -> bytes:
    """Return 8 bytes that name a key and tell nothing of it."""
    return hashlib.sha256(b"havenkeep evidence key id" + key).digest()[:KEY_ID_BYTES]


def read_keys(path: Path) -> Keys:
    """Read the keys.

    Raises:
        KeyTrouble: the file is not there, or a line of it is not a key.
    """
    try:
        lines = path.read_text("ascii").split()
        keys = [bytes.fromhex(line) for line in lines]
    except (OSError, ValueError) as wrong:
        raise KeyTrouble(_SENTENCE.format(path=path)) from wrong
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise KeyTrouble(_SENTENCE.format(path=path))
    return Keys(newest=keys[0], by_id={key_id(key): key for key in keys})


_SENTENCE: Final = (
    "The key that opens kept files cannot be read from {path}. Put it back from your safe copy, "
    "then start Havenkeep again."
)
