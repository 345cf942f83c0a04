"""What the staff list and the rooms about staff keep about a person: the part of `rules` about work."""

from __future__ import annotations

from typing import Final

from havenkeep.web.personal.rule import Rule, named, of_account, of_person

STAFF_RULES: Final[tuple[Rule, ...]] = (
    of_account(
        "people.Person",
        "A place on the staff list",
        shows=("name", "payroll_number", "email", "phone", "language", "made_at"),
        why="The staff list is the provider’s, as its contracts are. Its page forgets those who left.",
    ),
    of_person(
        "people.Post",
        "Work in a service",
        shows=("home__name", "engagement", "role", "started_on", "ended_on"),
        why="Who worked here, and when, is what the staff list is for.",
    ),
    of_person("people.Absence", "A long absence", shows=("away_from", "back_on")),
    of_person(
        "people.ListDifference",
        "A question about their row on the staff list",
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
    of_person(
        "training.Completion",
        "Training done",
        shows=("title", "completed_on", "source", "score"),
        why="The toolkit asks for each person’s last training date in the year it is published for.",
    ),
    of_person("training.Passport", "A training passport", shows=("made_at", "expires_at", "revoked_at")),
    named(
        "training.Completion",
        "noted_by",
        "Training noted for somebody",
        shows=("title", "noted_at"),
        homes=("person__posts__home",),
        providers=("person__provider",),
    ),
)
