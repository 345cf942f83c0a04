"""One rule: where a room keeps something about a person with an account, and what erasing does to it."""

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


OF_PLACE: Final = {"homes": ("home",), "providers": ("provider",)}
PROOF: Final = {"homes": ("proof__home",), "providers": ("proof__provider",)}
SUBMISSION: Final = {"homes": ("submission__home",), "providers": ("submission__provider",)}
RESPONSE: Final = {
    "homes": ("response__submission__home",),
    "providers": ("response__submission__provider",),
}
NAMED_PERSON: Final = (
    "The toolkit asks who said so: what nobody stands for proves nothing for the year it was said in."
)
DUTY: Final = "Who was responsible, and until when, is what an inspector asks for after a breach."
FROZEN: Final = "What was published is frozen with its digest, so that nobody can change it afterwards."


def named(table: str, field: str, words: str, **kwargs: object) -> Rule:
    erasing = Erasing.KEPT if kwargs.get("why") else Erasing.REPLACED
    return Rule(table=table, field=field, words=words, found_by=FoundBy.NAME, erasing=erasing, **kwargs)  # type: ignore[arg-type]
