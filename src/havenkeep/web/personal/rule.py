"""One rule: where a room keeps something about a person with an account, and what erasing does to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

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
RESPONSE: Final = {"homes": ("response__submission__home",), "providers": ("response__submission__provider",)}
NAMED_PERSON: Final = (
    "The toolkit asks who said so: what nobody stands for proves nothing for the year it was said in."
)
DUTY: Final = "Who was responsible, and until when, is what an inspector asks for after a breach."
FROZEN: Final = "What was published is frozen with its digest, so that nobody can change it afterwards."


def of_account(table: str, words: str, **more: Any) -> Rule:
    """Return the rule of a table with a field `user`: its rows go, unless `why` keeps them."""
    return _rule(table, "user", words, FoundBy.ACCOUNT, Erasing.DELETED, **more)


def of_person(table: str, words: str, **more: Any) -> Rule:
    """Return the rule of a table with a `person` of the staff list: its rows go, unless `why` keeps them."""
    return _rule(table, "person", words, FoundBy.ACCOUNT, Erasing.DELETED, matched="person__user", **more)


def signed(table: str, field: str, words: str, **more: Any) -> Rule:
    """Return the rule of a name beside its reference (`by`, `by_id`): replaced, unless `why` keeps it."""
    return _rule(table, field, words, FoundBy.REF, Erasing.REPLACED, matched=f"{field}_id", **more)


def named(table: str, field: str, words: str, **more: Any) -> Rule:
    """Return the rule of a name that stands alone, in a place: replaced, unless `why` keeps it."""
    return _rule(table, field, words, FoundBy.NAME, Erasing.REPLACED, **more)


def _rule(
    table: str, field: str, words: str, found_by: FoundBy, erasing: Erasing, *, why: str = "", **more: Any
) -> Rule:
    erasing = Erasing.KEPT if why else erasing
    return Rule(table=table, field=field, words=words, found_by=found_by, erasing=erasing, why=why, **more)
