"""Which answers become the home's profile: choices and counts, no names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from havenkeep.web.setup.domain.answers import SetupAnswers
from havenkeep.web.setup.domain.choices import Pressing, Publisher, ToolkitSignIn

BOUGHT_RECENTLY = "bought_recently"


def profile_of(answers: SetupAnswers) -> Mapping[str, Any]:
    """Return the profile's fields with their values."""
    standing, computing = answers.standing, answers.computing
    return {
        "publisher": answers.publisher.publisher.value,
        "toolkit_sign_in": answers.sign_in.sign_in.value,
        "last_standing": standing.last.value,
        "last_published_on": standing.published_on,
        "toolkit_mandatory": standing.mandatory,
        "people_counts": {sort.value: count for sort, count in answers.people.counts.by_sort.items()},
        "already_has": [having.value for having in answers.havings.has],
        "computing": {
            "care_records": computing.care_records.value,
            "medicines": computing.medicines.value,
            "mail": [mail.value for mail in computing.mail],
            "shared_devices": computing.shared_devices,
            "own_phones": computing.own_phones,
            "fixer": computing.fixer.value,
            "from_afar": computing.from_afar,
        },
        "pressing": _pressing(answers),
        "visit_on": answers.pressing.visit_on,
    }


def _pressing(answers: SetupAnswers) -> list[str]:
    said = [pressing.value for pressing in answers.pressing.pressing if pressing is not Pressing.NONE]
    bought = [BOUGHT_RECENTLY] if answers.service.bought_recently else []
    return [*said, *bought, f"ten_minutes_{answers.pressing.ten_minutes.value}"]


def as_publisher(word: str) -> Publisher:
    """Read back who publishes; what is not known is not sure."""
    return Publisher(word) if word in set(Publisher) else Publisher.NOT_SURE


def as_sign_in(word: str) -> ToolkitSignIn:
    """Read back whether somebody can sign in to the toolkit; what is not known is not sure."""
    return ToolkitSignIn(word) if word in set(ToolkitSignIn) else ToolkitSignIn.NOT_SURE


def as_pressing(words: Iterable[str]) -> tuple[Pressing, ...]:
    """Read back what is pressing."""
    return tuple(Pressing(word) for word in words if word in set(Pressing))
