"""What rota and HR sheets call roles and ways to work here, and what that is on our list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml

from havenkeep.people.domain.engagement import Engagement, JobRole

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Phrases as words with one space around each, longest first."""

    roles: tuple[tuple[str, JobRole], ...]
    engagements: tuple[tuple[str, Engagement], ...]
    left: frozenset[str]
    no_day: frozenset[str]


@cache
def words() -> Words:
    """Return the phrases of `words.yaml`."""
    kept = yaml.safe_load(files("havenkeep.people").joinpath("words.yaml").read_text(encoding="utf-8"))
    return Words(
        roles=_longest_first((phrase, JobRole(key)) for key, phrase in _pairs(kept["roles"])),
        engagements=_longest_first((phrase, Engagement(key)) for key, phrase in _pairs(kept["engagements"])),
        left=frozenset(_spaced(phrase) for phrase in kept["left"]),
        no_day=frozenset(str(phrase).casefold() for phrase in kept["no_day"]),
    )


def role_of(title: str) -> JobRole:
    """Return what somebody with this job title does; `OTHER` when none of its words is known."""
    return next((role for phrase, role in words().roles if phrase in _spaced(title)), JobRole.OTHER)


def engagement_of(text: str) -> Engagement | None:
    """Return how somebody works here by these words, or None when none of them is known."""
    return next((found for phrase, found in words().engagements if phrase in _spaced(text)), None)


def says_left(status: str) -> bool:
    """Whether a status says that somebody has gone."""
    spaced = _spaced(status)
    return any(phrase in spaced for phrase in words().left)


def is_no_day(text: str) -> bool:
    """Whether a cell for a day says that there is none."""
    plain = text.strip().casefold()
    return not plain or plain in words().no_day


def _pairs(kept: Mapping[str, Iterable[str]]) -> Iterable[tuple[str, str]]:
    return ((key, phrase) for key, phrases in kept.items() for phrase in phrases)


def _spaced(text: str) -> str:
    found = _WORD.findall(str(text).casefold())
    return f" {' '.join(found)} "


def _longest_first(pairs: Iterable[tuple[str, T]]) -> tuple[tuple[str, T], ...]:
    found = [(_spaced(phrase), meaning) for phrase, meaning in pairs]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
