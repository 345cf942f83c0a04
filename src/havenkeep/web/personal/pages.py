"""What is kept about a person, for them to read, and what erasing would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from havenkeep.design.wording import say_short_date, say_when
from havenkeep.identity.models import User
from havenkeep.web.history.words import ORIGIN_WORDS, words_of
from havenkeep.web.personal.queries import Found, Noted
from havenkeep.web.personal.rule import Erasing, Rule

AT_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPart:
    """One sort of thing: how many there are, and the first of them told in a line."""

    words: str
    count: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MePage:
    name: str
    email: str
    joined_at: datetime
    last_login: datetime | None
    parts: tuple[KeptPart, ...]
    noted: tuple[tuple[str, datetime], ...]
    noted_count: int

    @classmethod
    def of(cls, user: User, *, found: Sequence[Found], noted: Sequence[Noted]) -> MePage:
        return cls(
            name=user.name,
            email=user.email or "",
            joined_at=user.joined_at,
            last_login=user.last_login,
            parts=tuple(_part(one) for one in found),
            noted=tuple((_noted_words(one), one.at) for one in noted[:AT_MOST]),
            noted_count=len(noted),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaversPage:
    """The accounts that open nothing any more."""

    people: tuple[User, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePage:
    """What erasing does, before it is done. `back` is the address to go back to."""

    name: str
    deleted: tuple[tuple[str, int], ...]
    replaced: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, int, str], ...]
    back: str

    @classmethod
    def of(cls, user: User, *, counted: Sequence[tuple[Rule, int]], back: str) -> ErasurePage:
        return cls(
            name=user.name,
            deleted=tuple((rule.words, n) for rule, n in counted if rule.erasing is Erasing.DELETED),
            replaced=tuple((rule.words, n) for rule, n in counted if rule.erasing is Erasing.REPLACED),
            kept=tuple((rule.words, n, rule.why) for rule, n in counted if rule.erasing is Erasing.KEPT),
            back=back,
        )


def export(user: User, *, found: Sequence[Found], noted: Sequence[Noted], at: datetime) -> dict[str, Any]:
    """Return all of it, to be written as JSON: dates and instants as ISO 8601."""
    return {
        "made_at": at,
        "account": {
            "name": user.name,
            "email": user.email,
            "reference": user.ref,
            "joined_at": user.joined_at,
            "last_signed_in_at": user.last_login,
        },
        "history_of_the_account": [
            {"what": words_of(one.event).text, "at": one.at, "from": one.origin} for one in noted
        ],
        "kept_by_the_service": [
            {"what": one.rule.words, "table": one.rule.table, "rows": list(one.rows)} for one in found
        ],
    }


def _part(found: Found) -> KeptPart:
    lines = tuple(_line(found.rule, row) for row in found.rows[:AT_MOST])
    return KeptPart(words=found.rule.words, count=len(found.rows), lines=tuple(filter(None, lines)))


def _line(rule: Rule, row: Any) -> str:
    return ", ".join(_said(row[name]) for name in rule.shows if row[name] not in (None, ""))


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return say_when(value)
    return say_short_date(value) if isinstance(value, date) else str(value).replace("_", " ")


def _noted_words(noted: Noted) -> str:
    where = ORIGIN_WORDS.get(noted.origin, "")
    return f"{words_of(noted.event).text}{', ' if where else ''}{where}"
