"""The papers of a talk: its guide, and the sheet to sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from havenkeep.design.wording import say_count, say_when
from havenkeep.printing.pdf import render_pdf
from havenkeep.printing.text import JSON
from havenkeep.talks.domain.guide import Card, guide
from havenkeep.talks.domain.talk import KIND_TITLES
from havenkeep.talks.models import Talk
from havenkeep.training.domain.outcomes import OUTCOME_TITLES, Outcome

BLANK_LINES: Final = 8


def guide_pdf() -> bytes:
    """Return the talk guide as PDF. Raises `printing.pdf.CouldNotPrint` with one sentence."""
    told = guide()
    cards = [_card(number, card) for number, card in enumerate(told.cards, start=1)]
    data: dict[str, JSON] = {
        "title": told.title,
        "kicker": "Talk guide",
        "running": "Talk guide · Havenkeep",
        "standfirst": told.standfirst,
        "lead": list(told.lead),
        "cards": list(cards),
        "questions_lead": (
            "Put three of these to each person; they answer in their own words. "
            "Go over what was missed there and then."
        ),
        "questions": [{"ask": one.ask, "answer": one.answer} for one in told.questions],
    }
    return render_pdf(template="talks/guide", data=data)


def sheet_pdf(talk: Talk, *, people: Sequence[tuple[str, str]]) -> bytes:
    """Return the sheet to sign, with the names and jobs of `people` and blank lines.

    Raises `printing.pdf.CouldNotPrint` with one sentence.
    """
    place = f", {talk.where}" if talk.where else ""
    data: dict[str, JSON] = {
        "title": talk.title,
        "kicker": f"{KIND_TITLES[talk.as_kind]} · {talk.home.name}",
        "running": f"{talk.title} · {talk.home.name}",
        "about": f"{say_when(talk.starts_at)}{place}. Led by {talk.led_by}.",
        "covers": f"Covers: {covers_words(talk.covers)}.",
        "rows": [list(row) for row in people],
        "blank": BLANK_LINES,
        "foot": "Sign if you were there for all of it. Not on the list? Use a free line, full name please.",
    }
    return render_pdf(template="talks/sheet", data=data)


def covers_words(covers: frozenset[Outcome]) -> str:
    """Return what a talk covers, in the outcomes' order."""
    titles = [OUTCOME_TITLES[outcome] for outcome in Outcome if outcome in covers]
    return "all four subjects" if len(titles) == len(Outcome) else "; ".join(titles)


def _card(number: int, card: Card) -> dict[str, JSON]:
    return {
        "kicker": f"Card {number} · about {say_count(card.minutes, 'minute')}",
        "title": OUTCOME_TITLES[card.outcome],
        "scene": card.scene,
        "ask": list(card.ask),
        "draw_out": list(card.draw_out),
        "keep": card.keep,
    }
