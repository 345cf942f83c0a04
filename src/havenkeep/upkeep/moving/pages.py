"""What the page says of the file before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.evidence.queries import kept_size
from havenkeep.organisations.models import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class EverythingPage:
    """`files` and `megabytes` are of the stored proof, `trouble` why it cannot be read now."""

    home: Home
    files: int
    megabytes: float
    trouble: str = ""

    @classmethod
    def of(cls, home: Home, *, trouble: str = "") -> EverythingPage:
        files, size = kept_size(home)
        return cls(home=home, files=files, megabytes=size / 1e6, trouble=trouble)
