"""What the staff list and the rooms about staff keep about a person: the part of `rules` about work."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import Erasing, FoundBy, Rule, named

STAFF_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        table="people.Person",
        field="user",
        words="A place on the staff list",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("name", "payroll_number", "email", "phone", "language", "made_at"),
        why="The staff list is the provider’s, as its contracts are. Its page forgets those who left.",
    ),
    Rule(
        table="people.Post",
        field="person",
        matched="person__user",
        words="Work in a service",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("home__name", "engagement", "role", "started_on", "ended_on"),
        why="Who worked here, and when, is what the staff list is for.",
    ),
    Rule(
        table="people.Absence",
        field="person",
        matched="person__user",
        words="A long absence",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("away_from", "back_on"),
    ),
    Rule(
        table="people.ListDifference",
        field="person",
        matched="person__user",
        words="A question about their row on the staff list",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("kind", "outcome", "reason"),
    ),
    named(
        "people.ListCheck",
        "made_by",
        "A match of the staff list",
        shows=("source", "dated_on"),
        homes=("home",),
    ),
    named(
        "people.ListDifference",
        "settled_by",
        "A difference of the staff list settled",
        shows=("kind", "settled_at"),
        homes=("check_made__home",),
    ),
    named(
        "people.PlaceName",
        "saved_by",
        "Which service a list of a group meant",
        shows=("called", "saved_at"),
        providers=("provider",),
    ),
    named(
        "people.AgencyLetter", "checked_by", "An agency’s letter read", shows=("dated_on",), homes=("home",)
    ),
    Rule(
        table="training.Completion",
        field="person",
        matched="person__user",
        words="Training done",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.KEPT,
        shows=("title", "completed_on", "source", "score"),
        why="The toolkit asks for each person’s last training date in the year it is published for.",
    ),
    Rule(
        table="training.Passport",
        field="person",
        matched="person__user",
        words="A training passport",
        found_by=FoundBy.ACCOUNT,
        erasing=Erasing.DELETED,
        shows=("made_at", "expires_at", "revoked_at"),
    ),
    named(
        "training.Completion",
        "noted_by",
        "Training noted for somebody",
        shows=("title", "noted_at"),
        homes=("person__posts__home",),
        providers=("person__provider",),
    ),
)
