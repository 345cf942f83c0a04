"""What a failure of background work says to a person: never the error's own text, which may name people."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final


class WorkFailed(RuntimeError):
    """Raised by a piece of work with one sentence of ours that names no person; it is kept and shown."""


CUT_OFF: Final = "It was cut off before its end; perhaps the computer was switched off."
TOO_LONG: Final = "It took longer than it may, so it was ended."
# What ends one piece of work. Anything else ends the worker, which is started again.
FAULTS: Final = (OSError, ValueError, LookupError, RuntimeError, ArithmeticError, TypeError, AttributeError)
_NUMBERS: Final[Mapping[int, str]] = {
    errno.ENOSPC: "The disk is full.",
    errno.EACCES: "A file or folder may not be opened by this account.",
    errno.EROFS: "The disk can only be read.",
    errno.ENOENT: "A file or folder is not there.",
}


def sentence_of(wrong: Exception) -> str:
    """Return one sentence, at most 200 characters, for a failure."""
    if isinstance(wrong, WorkFailed):
        return str(wrong)[:200]
    told = _NUMBERS.get(wrong.errno or 0) if isinstance(wrong, OSError) else None
    return told or f"It stopped with a {type(wrong).__name__}; the log says more."
