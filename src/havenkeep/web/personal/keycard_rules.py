"""Where the rooms keep something about whoever signs in with a key card or a link."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import Erasing, FoundBy, Rule, of_person

KEYCARD_RULES: Final[tuple[Rule, ...]] = (
    of_person("keycards.KeyCard", "A key card", shows=("made_at", "pin_chosen_at", "used_at", "ended_at")),
    Rule(
        table="keycards.CardDevice",
        field="card",
        matched="card__person__user",
        words="A device on which a key card was used",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("words", "since", "seen_at"),
    ),
    of_person("keycards.SignInLink", "A link by mail to one’s own page", shows=("made_at", "used_at")),
)
