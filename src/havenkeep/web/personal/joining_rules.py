"""What the papers of joining keep about a person with an account: the part of `rules` about signatures."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import NAMED_PERSON, Erasing, FoundBy, Rule, named

SIGNED: Final = (
    "What somebody agreed to when they joined binds them after they have left, too. Their name on it goes "
    "once the staff list forgets them."
)
JOINING_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        table="joining.Induction",
        field="person",
        matched="person__user",
        words="An induction",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("home__name", "signed_name", "signed_on", "signed_off_on", "how"),
        why=SIGNED,
    ),
    Rule(
        table="joining.Agreement",
        field="person",
        matched="person__user",
        words="A promise to keep things confidential",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("signed_name", "signed_on", "kind", "how"),
        why=SIGNED,
    ),
    Rule(
        table="joining.Induction",
        field="signed_off_by",
        matched="signed_off_by_id",
        words="A starter signed off",
        found_by=FoundBy.REF,
        erasing=Erasing.KEPT,
        shows=("home__name", "signed_off_on"),
        why=NAMED_PERSON,
    ),
    Rule(
        table="joining.Agreement",
        field="seen_by",
        matched="seen_by_id",
        words="A contract or agreement looked at",
        found_by=FoundBy.REF,
        erasing=Erasing.KEPT,
        shows=("home__name", "kind", "noted_at"),
        why=NAMED_PERSON,
    ),
    Rule(
        table="joining.Checklist",
        field="approved_by",
        matched="approved_by_id",
        words="An induction checklist approved",
        found_by=FoundBy.REF,
        erasing=Erasing.KEPT,
        shows=("home__name", "number", "approved_at"),
        why=NAMED_PERSON,
    ),
    Rule(
        table="joining.Clause",
        field="approved_by",
        matched="approved_by_id",
        words="A confidentiality clause approved",
        found_by=FoundBy.REF,
        erasing=Erasing.KEPT,
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
