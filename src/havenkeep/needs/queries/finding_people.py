"""Finding somebody who works in a home by what is typed."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from havenkeep.organisations.models import Home
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Person


def named_at(home: Home, typed: str, *, on: date) -> list[Person]:
    """Return up to two people who work in the home that day and have this name or payroll number."""
    typed = typed.strip()
    if not typed:
        return []
    here = Person.objects.filter(pk__in=home.posts.on(on).values("person"))
    return list(here.filter(Q(name_key=name_key(typed)) | Q(payroll_number=typed))[:2])
