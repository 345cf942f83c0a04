"""Where the rooms keep something about whoever signs in with a key card or a link."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import Erasing, FoundBy, Rule

KEYCARD_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        table="keycards.KeyCard",
        field="person",
        matched="person__user",
        words="A key card",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("made_at", "pin_chosen_at", "used_at", "ended_at"),
    ),
    Rule(
        table="keycards.CardDevice",
        field="card",
        matched="card__person__user",
        words="A device on which a key card was used",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("words", "since", "seen_at"),
    ),
    Rule(
        table="keycards.SignInLink",
        field="person",
        matched="person__user",
        words="A link by mail to one’s own page",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("made_at", "used_at"),
    ),
)
