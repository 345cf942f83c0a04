"""Whom a paper is for, and the words of the letter."""

from __future__ import annotations

from dataclasses import dataclass

LETTER = "Addition to your contract or agreement"
BOTH_SIGN = "Both sign. You keep one copy, we keep the other."


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom a paper is for. `link` leads to the page that takes its photo; empty where no phone gets there."""

    ref: str
    name: str
    role: str = ""
    started: str = ""
    link: str = ""


def letter_opening(provider: str) -> str:
    """Return the sentence that makes the clause part of what was agreed before."""
    return (
        f"With this page, {provider} and you add the words below to the contract or agreement that you have. "
        "Everything else in it stays as it is."
    )
