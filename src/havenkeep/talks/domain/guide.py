"""The talk guide as data: four cards, and questions for the end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from havenkeep.training.domain.outcomes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card. `minutes` is about how long it takes; `keep` is the line to go home with."""

    outcome: Outcome
    minutes: int
    scene: str
    ask: tuple[str, ...]
    draw_out: tuple[str, ...]
    keep: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    outcome: Outcome
    ask: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    title: str
    standfirst: str
    lead: tuple[str, ...]
    cards: tuple[Card, ...]
    questions: tuple[Question, ...]

    @property
    def minutes(self) -> int:
        return sum(card.minutes for card in self.cards)


@cache
def guide() -> Guide:
    """Return the guide, its cards in the order of the outcomes."""
    row = yaml.safe_load(files("havenkeep.talks").joinpath("guide.yaml").read_text(encoding="utf-8"))
    return Guide(
        title=row["title"],
        standfirst=row["standfirst"],
        lead=tuple(row["lead"]),
        cards=tuple(
            Card(
                outcome=Outcome(card["outcome"]),
                minutes=card["minutes"],
                scene=card["scene"],
                ask=tuple(card["ask"]),
                draw_out=tuple(card["draw_out"]),
                keep=card["keep"],
            )
            for card in row["cards"]
        ),
        questions=tuple(
            Question(outcome=Outcome(one["outcome"]), ask=one["ask"], answer=one["answer"])
            for one in row["questions"]
        ),
    )
