"""What the papers of joining keep about a person with an account: the part of `rules` about signatures."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import NAMED_PERSON, Rule, named, of_person, signed

SIGNED: Final = (
    "What somebody agreed to when they joined binds them after they have left, too. Their name on it goes "
    "once the staff list forgets them."
)
JOINING_RULES: Final[tuple[Rule, ...]] = (
    of_person(
        "joining.Induction",
        "An induction",
        shows=("home__name", "signed_name", "signed_on", "signed_off_on", "how"),
        why=SIGNED,
    ),
    of_person(
        "joining.Agreement",
        "A promise to keep things confidential",
        shows=("signed_name", "signed_on", "kind", "how"),
        why=SIGNED,
    ),
    signed(
        "joining.Induction",
        "signed_off_by",
        "A starter signed off",
        shows=("home__name", "signed_off_on"),
        why=NAMED_PERSON,
    ),
    signed(
        "joining.Agreement",
        "seen_by",
        "A contract or agreement looked at",
        shows=("home__name", "kind", "noted_at"),
        why=NAMED_PERSON,
    ),
    signed(
        "joining.Checklist",
        "approved_by",
        "An induction checklist approved",
        shows=("home__name", "number", "approved_at"),
        why=NAMED_PERSON,
    ),
    signed(
        "joining.Clause",
        "approved_by",
        "A confidentiality clause approved",
        shows=("home__name", "number", "approved_at"),
        why=NAMED_PERSON,
    ),
    named(
        "joining.Checklist",
        "made_by",
        "An induction checklist written",
        homes=("home",),
        shows=("number", "made_at"),
    ),
    named(
        "joining.Clause",
        "made_by",
        "A confidentiality clause written",
        homes=("home",),
        shows=("number", "made_at"),
    ),
)
