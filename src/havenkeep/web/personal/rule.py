"""What one rule about personal data says: how a row is found for a person, and what erasing does to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

GONE: Final = "Someone who left"


class FoundBy(StrEnum):
    """How a row is known to be about a person: by the account, its ref, the name there, or the e-mail."""

    ACCOUNT = "account"
    REF = "ref"
    NAME = "name"
    EMAIL = "email"


class Erasing(StrEnum):
    """What becomes of it when a person is erased."""

    REPLACED = "replaced"
    DELETED = "deleted"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One field of one table. `matched` is the field compared, when that is not `field` itself.

    `homes` and `providers` are the ways from a row to its home and its provider; `shows` are fields that
    tell the person what the row is about. `why` says why something is kept.
    """

    table: str
    field: str
    words: str
    found_by: FoundBy
    erasing: Erasing
    matched: str = ""
    homes: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    why: str = ""

    @property
    def lookup(self) -> str:
        return self.matched or self.field
