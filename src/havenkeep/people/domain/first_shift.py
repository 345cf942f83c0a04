"""The first-shift card: five rules and whom to tell, in the languages that there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """The words of a card. `unreviewed` is printed on it until a speaker of the language has read it."""

    language: str
    title: str
    intro: str
    rules: tuple[str, ...]
    tell: str
    phone: str
    signed: str
    unreviewed: str


@cache
def first_shift_cards() -> Mapping[str, CardWords]:
    """Return the card's words by language code."""
    text = files("havenkeep.people").joinpath("first_shift.yaml").read_text(encoding="utf-8")
    return {
        language: CardWords(
            language=language,
            rules=tuple(row["rules"]),
            **{name: row[name] for name in ("title", "intro", "tell", "phone", "signed", "unreviewed")},
        )
        for language, row in yaml.safe_load(text)["cards"].items()
    }
