"""The words a page uses for each kind of service."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from types import MappingProxyType


class ServiceKind(StrEnum):
    RESIDENTIAL = "residential"
    NURSING = "nursing"
    HOME_CARE = "home_care"
    SUPPORTED_LIVING = "supported_living"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a kind of service calls itself and the people it cares for.

    `service` follows "a" or "your". `place` is a building, never the organisation: one walks round it and
    takes paper out of it, so for home care it is the office.
    """

    service: str
    people: str
    person: str
    place: str


WORDS: Mapping[ServiceKind, Words] = MappingProxyType(
    {
        ServiceKind.RESIDENTIAL: Words(
            service="care home", people="residents", person="resident", place="the home"
        ),
        ServiceKind.NURSING: Words(
            service="nursing home", people="residents", person="resident", place="the home"
        ),
        ServiceKind.HOME_CARE: Words(
            service="home-care service",
            people="people we support",
            person="person we support",
            place="the office",
        ),
        ServiceKind.SUPPORTED_LIVING: Words(
            service="supported living service",
            people="people we support",
            person="person we support",
            place="the office",
        ),
    }
)

PLACEHOLDERS = tuple(field.name for field in fields(Words))

_BRACES = re.compile(r"(?P<start>\A|[.?!]\s+|\n)?(?P<whole>\{(?P<name>[^{}]*)\}|[{}])")


class UnknownPlaceholder(ValueError):
    """A text holds a brace that is none of `PLACEHOLDERS`."""


def in_words(text: str, *, kind: ServiceKind) -> str:
    """Fill `{service}`, `{people}`, `{person}` and `{place}`, with a capital where a sentence begins.

    Raises `UnknownPlaceholder` for any other brace.
    """
    words: dict[str, str] = asdict(WORDS[kind])

    def fill(match: re.Match[str]) -> str:
        start, name = match["start"], match["name"]
        if name not in words:
            raise UnknownPlaceholder(
                f"“{match['whole']}” cannot be filled in “{text}”. Use one of {', '.join(PLACEHOLDERS)}."
            )
        word = words[name]
        return word if start is None else start + word[0].upper() + word[1:]

    return _BRACES.sub(fill, text)
