"""What our own trainings and talks are called in the languages that learners read in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from havenkeep.standards.domain.strict_rows import load
from havenkeep.training.domain.catalogue import courses

ENGLISH: Final = "en"
TRANSLATED: Final = ("pl", "ro")


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A title as somebody reads it, and its language; `lang` is empty for what a home typed itself."""

    text: str
    lang: str


def titled(title: str, *, language: str) -> Titled:
    """Return a title in a learner's language where we have it; otherwise as it was given."""
    if own := own_title(title, language=language):
        return Titled(text=own, lang=language)
    known = title in titles() or title in {row.title for row in courses().values()}
    return Titled(text=title, lang=ENGLISH if known else "")


def own_title(title: str, *, language: str) -> str:
    """Return one of our titles in another language; empty for English, and for a title that is not ours."""
    return titles().get(title, {}).get(language, "")


@cache
def titles() -> Mapping[str, Mapping[str, str]]:
    """Return the translations of each English title, by language. Raises `BadEdition` for a torn file."""
    table = load(files("havenkeep.training") / "titles.yaml", where="training/titles.yaml")
    found = {}
    for row in table.rows("titles"):
        found[row.text(ENGLISH)] = MappingProxyType({code: row.text(code) for code in TRANSLATED})
        row.done()
    table.done()
    return MappingProxyType(found)
