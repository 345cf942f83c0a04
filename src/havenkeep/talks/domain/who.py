"""Who a row of a platform's list is about. A number, an e-mail or a name that only one has; never a guess."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from havenkeep.people.domain.names import name_key

CLOSE: Final = 60  # below it two names are not worth showing side by side
MOST_SHOWN: Final = 3
NOBODY: Final = "Nobody on the staff list has this name."


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who works, or worked, in the service. `pk` and `ref` are the person's."""

    pk: int
    ref: str
    name: str
    key: str
    number: str = ""
    email: str = ""
    works_here: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How a list writes somebody."""

    name: str = ""
    number: str = ""
    email: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.email or f"number {self.number}"

    @property
    def same(self) -> tuple[str, str, str]:
        """Return what is the same in every row that writes them so."""
        return (name_key(self.name), self.number.strip().casefold(), self.email.strip().casefold())

    @property
    def question(self) -> str:
        """Return a short digest of `same`, by which an answer about them is kept."""
        return hashlib.sha256("\x1f".join(self.same).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One colleague, or `not_ours`, or the reason why a person has to say; `near` are those it may be."""

    colleague: Colleague | None = None
    not_ours: bool = False
    why: str = ""
    near: tuple[Colleague, ...] = ()


@dataclass(frozen=True)
class Staff:
    """The people of a service, to look names up in.

    `known` gives, by name key, whose a name is that nobody has here; None for nobody of ours.
    """

    colleagues: tuple[Colleague, ...]
    known: Mapping[str, int | None]

    @cached_property
    def by_number(self) -> Mapping[str, Sequence[Colleague]]:
        return _by(self.colleagues, what="number")

    @cached_property
    def by_email(self) -> Mapping[str, Sequence[Colleague]]:
        return _by(self.colleagues, what="email")

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Colleague]]:
        return _by(self.colleagues, what="key")

    @cached_property
    def by_pk(self) -> Mapping[int, Colleague]:
        return {one.pk: one for one in self.colleagues}

    @cached_property
    def by_ref(self) -> Mapping[str, Colleague]:
        return {one.ref: one for one in self.colleagues}

    def find(self, written: Written) -> Found:
        """Return who it is, or what to ask."""
        key, number, email = written.same
        numbered = self.by_number.get(number, ()) if number else ()
        mailed = self.by_email.get(email, ()) if email else ()
        named = self.by_name.get(key, ()) if key else ()
        if numbered and mailed and numbered[0] not in mailed:
            return Found(why="The number and the e-mail address are two people’s.", near=(*numbered, *mailed))
        sure = numbered or mailed
        if len(sure) > 1:
            both = [one for one in sure if one in named]
            if len(both) != 1:
                return Found(why="Several people have this e-mail address.", near=tuple(sure))
            sure = both
        if sure:
            return _checked(sure[0], key=key, by="number" if numbered else "e-mail address")
        return self._by_name(named, key=key, number=number)

    def named(self, name: str) -> Sequence[Colleague]:
        """Return everyone whose name is the same but for case, accents and order."""
        return self.by_name.get(name_key(name), ())

    def called(self, typed: str) -> Colleague | None:
        """Return the one who has this ref, number, e-mail or name; None for nobody, or several."""
        text = typed.strip().casefold()
        ways = (self.by_number.get(text, ()), self.by_email.get(text, ()), self.named(typed))
        found = {one.pk: one for way in ways if text for one in way}
        if text in self.by_ref:
            return self.by_ref[text]
        return next(iter(found.values())) if len(found) == 1 else None

    def near(self, name: str) -> tuple[Colleague, ...]:
        """Return the few whose names are most alike, likeliest first; none when nobody's is."""
        key = name_key(name)
        if not key:
            return ()
        found = process.extract(
            key,
            {one.pk: one.key for one in self.colleagues},
            scorer=fuzz.token_set_ratio,
            score_cutoff=CLOSE,
            limit=MOST_SHOWN,
        )
        return tuple(self.by_pk[pk] for _, _, pk in found)

    def _by_name(self, named: Sequence[Colleague], *, key: str, number: str) -> Found:
        if len(named) > 1:
            return Found(why="Several people have this name.", near=tuple(named))
        if named:
            only = named[0]
            if number and only.number and only.number.casefold() != number:
                return Found(why=f"{only.name} has another payroll number here.", near=(only,))
            return Found(colleague=only)
        if key in self.known:
            whose = self.by_pk.get(self.known[key] or 0)
            return Found(colleague=whose, not_ours=whose is None)
        return Found(why=NOBODY)


def _checked(one: Colleague, *, key: str, by: str) -> Found:
    """A number or e-mail that is somebody's, under a name that is nothing like theirs, is no match."""
    if not key or key == one.key or fuzz.token_set_ratio(key, one.key) >= CLOSE:
        return Found(colleague=one)
    return Found(why=f"The {by} is {one.name}’s, the name is not.", near=(one,))


def _by(colleagues: Iterable[Colleague], *, what: str) -> Mapping[str, Sequence[Colleague]]:
    found: dict[str, list[Colleague]] = defaultdict(list)
    for one in colleagues:
        if value := getattr(one, what).casefold():
            found[value].append(one)
    return found
