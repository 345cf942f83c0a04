"""The newest match of a service's list, and its differences."""

from __future__ import annotations

from django.db.models import Q
from rapidfuzz import fuzz

from havenkeep.organisations.models import Home
from havenkeep.people.domain.sheet_rows import StaffRow
from havenkeep.people.models import ListCheck, ListDifference, Person
from havenkeep.people.queries.listing import where_words


def newest_check(home: Home) -> ListCheck | None:
    """Return the match with the newest export, or None. One query."""
    return home.list_checks.order_by("-dated_on", "-made_at", "-pk").first()


def differences_of(check: ListCheck) -> list[ListDifference]:
    """Return a match's differences with whom they are about, by name. One query."""
    return list(check.differences.select_related("person").order_by("person__name_key", "sheet_row", "pk"))


def open_difference(home: Home, ref: str) -> ListDifference | None:
    """Return a difference of the service that nobody has settled, or None. One query."""
    rows = ListDifference.objects.open().select_related("check_made", "person")
    return rows.filter(check_made__home=home, ref=ref).first()


def candidates(home: Home, row: StaffRow) -> list[tuple[Person, str]]:
    """Return who of the provider a row of a sheet may be, and where they work. Three queries.

    Of other services only those of the very name or number; in this one also those spelled alike.
    """
    found = Q(name_key=row.name_key)
    if row.payroll:
        found |= Q(payroll_number__iexact=row.payroll)
    here = Person.objects.filter(pk__in=home.posts.values("person")).values("pk")
    for word in row.name_key.split():
        found |= Q(pk__in=here, name_key__contains=word[:4])
    people = home.provider.people.filter(found, forgotten_at__isnull=True).prefetch_related("posts__home")
    alike = sorted(people, key=lambda person: -fuzz.token_sort_ratio(row.name_key, person.name_key))
    return [(person, where_words(person)) for person in alike[:8]]
