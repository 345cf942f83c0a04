"""What training needs keep about a person: what was asked of them, reminders, and who asked and approved."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import NAMED_PERSON, Rule, named, of_person

NEEDS_RULES: Final[tuple[Rule, ...]] = (
    of_person(
        "needs.Assignment",
        "Training asked of this person",
        shows=("training", "due_on", "made_at", "ended_at"),
    ),
    of_person("needs.Reminder", "A reminder of training", shows=("training", "due_on", "sent_at")),
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
