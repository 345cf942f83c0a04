"""Finding what the rooms keep about one person, by the table of rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from havenkeep.audit.actions import INSTANCE
from havenkeep.audit.models import Event
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home, Membership, Provider
from havenkeep.web.personal.rule import FoundBy, Rule
from havenkeep.web.personal.rules import RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one rule found: a row each, with the fields that tell what it is about."""

    rule: Rule
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something of the account in the history: what, when, and from how near."""

    event: str
    at: datetime
    origin: str


def found_about(user: User) -> list[Found]:
    """Return all that is kept about a person outside their account. A query for each rule."""
    found = []
    for rule in RULES:
        fields = [*dict.fromkeys(["pk", *rule.shows, *([] if rule.field == "user" else [rule.field])])]
        rows = tuple(theirs(rule, user).order_by("pk").values(*fields))
        if rows:
            found.append(Found(rule=rule, rows=rows))
    return found


def counted_about(user: User) -> list[tuple[Rule, int]]:
    """Return how much each rule finds, without what finds nothing. A query for each rule."""
    counted = ((rule, theirs(rule, user).count()) for rule in RULES)
    return [(rule, number) for rule, number in counted if number]


def noted_about(user: User) -> list[Noted]:
    """Return what the history says of a person's account, newest first: sign-ins and the like. One query."""
    events = Event.objects.filter(
        stream=INSTANCE, subject=f"identity.user:{user.ref}", event__startswith="identity."
    )
    return [
        Noted(event=event.event, at=event.at, origin=event.origin) for event in events.order_by("-number")
    ]


def theirs(rule: Rule, user: User) -> QuerySet[Any]:
    """Return the rows that a rule finds about a person."""
    rows: QuerySet[Any] = apps.get_model(rule.table)._default_manager.all()
    match rule.found_by:
        case FoundBy.ACCOUNT:
            return rows.filter(**{rule.lookup: user})
        case FoundBy.REF:
            return rows.filter(**{rule.lookup: user.ref})
        case FoundBy.EMAIL:
            return rows.filter(**{f"{rule.lookup}__iexact": user.email}) if user.email else rows.none()
        case FoundBy.NAME:
            return rows.filter(_in_their_places(rule, user), **{f"{rule.lookup}__iexact": user.name})


def _in_their_places(rule: Rule, user: User) -> Q:
    """Return which rows belong to a home or provider that the person ever was let in to."""
    ever = Membership.objects.filter(user=user)
    homes = Home.objects.filter(
        Q(pk__in=ever.filter(home__isnull=False).values("home"))
        | Q(provider__in=ever.filter(provider__isnull=False).values("provider"))
    )
    providers = Provider.objects.filter(
        Q(pk__in=ever.filter(provider__isnull=False).values("provider"))
        | Q(homes__in=ever.filter(home__isnull=False).values("home"))
    )
    wanted = Q()
    for way in rule.homes:
        wanted |= Q(**{f"{way}__in": homes.values("pk")})
    for way in rule.providers:
        wanted |= Q(**{f"{way}__in": providers.values("pk")})
    return wanted
