"""What training needs keep about a person: what was asked of them, reminders, and who asked and approved."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import NAMED_PERSON, Erasing, FoundBy, Rule, named

NEEDS_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        table="needs.Assignment",
        field="person",
        matched="person__user",
        words="Training asked of this person",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("training", "due_on", "made_at", "ended_at"),
    ),
    Rule(
        table="needs.Reminder",
        field="person",
        matched="person__user",
        words="A reminder of training",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("training", "due_on", "sent_at"),
    ),
    named(
        "needs.Assignment",
        "made_by",
        "Training asked of somebody",
        homes=("home",),
        shows=("training", "due_on", "made_at"),
    ),
    named(
        "needs.Analysis",
        "approved_by",
        "Training needs approved",
        homes=("home",),
        shows=("number", "approved_on"),
        why=NAMED_PERSON,
    ),
)
