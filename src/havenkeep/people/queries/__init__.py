"""Reading the staff list: who works where, and what an import and the rooms above need to know."""

from __future__ import annotations

from datetime import date

from havenkeep.people.models import Person


def streams_of(person: Person, *, on: date) -> list[str]:
    """Return the audit streams of the homes where somebody works that day or will; else their provider's.

    What is recorded about a person moves the findings of these homes and of no other: a forecast counts who
    is about to start. One query, two without a post.
    """
    posts = person.posts.exclude(ended_on__lt=on)
    refs = posts.order_by("home__ref").values_list("home__ref", flat=True).distinct()
    return [f"home:{ref}" for ref in refs] or [person.provider.stream]
