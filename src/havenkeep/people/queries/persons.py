"""Around one person: who may be the same human being, which accounts are free, what is recorded."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from havenkeep.evidence.models import Proof
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home, Membership
from havenkeep.people.models import Person
from havenkeep.people.queries.listing import where_words

ALIKE, MOST = 62, 300


def namesakes(home: Home, person: Person) -> list[tuple[Person, str]]:
    """Return others of the provider who may be the same human being, and where they work. Three queries.

    Of other services only those of the very same name; in this service also those who share a word of it.
    """
    if not person.name_key:
        return []
    same = Q(name_key=person.name_key)
    here = Person.objects.filter(pk__in=home.posts.values("person"))
    share = Q()
    for word in person.name_key.split():
        share |= Q(name_key__contains=word)
    found = home.provider.people.filter(
        same | (Q(pk__in=here.values("pk")) & share), forgotten_at__isnull=True
    )
    rows = found.exclude(pk=person.pk).prefetch_related("posts__home").order_by("pk")[:MOST]
    likeness = {row: fuzz.token_sort_ratio(person.name_key, row.name_key) for row in rows}
    alike = sorted((row for row in rows if likeness[row] >= ALIKE), key=lambda row: -likeness[row])
    return [(row, where_words(row)) for row in alike[:10]]


def accounts_here(home: Home, *, at: datetime) -> QuerySet[User]:
    """Return the accounts with access to the home, or to its provider, that are nobody's on the list."""
    memberships = Membership.objects.in_force(at=at).filter(Q(home=home) | Q(provider=home.provider_id))
    taken = Person.objects.filter(provider=home.provider_id, user__isnull=False).values("user")
    return User.objects.filter(pk__in=memberships.values("user")).exclude(pk__in=taken).order_by("name", "pk")


def recorded_about(person: Person) -> int:
    """Return how much is recorded about somebody apart from their posts. A query for each kind of record."""
    return sum(
        relation.related_model._default_manager.filter(**{relation.field.name: person}).count()
        for relation in Person._meta.related_objects
        if isinstance(relation, models.ManyToOneRel) and relation.related_model._meta.label != "people.Post"
    )


def proofs_of(person: Person) -> list[Proof]:
    """Return what is on file about somebody, such as a certificate: its title or file may name them."""
    kept = Q()
    for relation in Person._meta.related_objects:
        for field in relation.related_model._meta.fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Proof:
                rows = relation.related_model._base_manager.filter(**{relation.field.name: person})
                kept |= Q(pk__in=rows.filter(**{f"{field.name}__isnull": False}).values(field.name))
    if not kept:
        return []
    return list(Proof.objects.filter(kept).select_related("home", "provider").order_by("title", "pk"))
