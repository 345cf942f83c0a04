"""The sample's provider, services and people, as they are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from havenkeep.assessment.models import Submission
from havenkeep.audit.domain.actor import SYSTEM, Actor
from havenkeep.identity.actions import keep_user, prepare_user
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import change_profile, give_membership, make_home, make_provider
from havenkeep.organisations.models import Home, Provider
from havenkeep.sample.domain.calendar import Calendar
from havenkeep.sample.domain.story import Group, Service
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.domain.words import ServiceKind

PROVIDER = "provider"
SET_UP = "280 days before publishing, 09:30"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everyone and everything by key. `submissions` fills as they are opened."""

    provider: Provider
    homes: Mapping[str, Home]
    people: Mapping[str, User]
    calendar: Calendar
    editions: Mapping[str, Edition]
    submissions: dict[tuple[str, str], Submission] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        return self.people[key].as_actor()

    def place(self, key: str) -> Home | Provider:
        return self.provider if key == PROVIDER else self.homes[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that somebody does, at a moment of the story."""

    when: str
    do: Callable[[datetime], None]


def prepared_people(group: Group, *, at: datetime) -> dict[str, User]:
    """Return the sample's people, not kept yet, without passwords."""
    return {
        person.key: prepare_user(name=person.name, email=person.email, password=None, at=at)
        for person in group.people
    }


def make_cast(
    group: Group, *, people: Mapping[str, User], calendar: Calendar, editions: Mapping[str, Edition]
) -> Cast:
    """Make accounts, the provider, its services, and let each person in."""
    for user in people.values():
        keep_user(user=user, by=SYSTEM, at=calendar.at)
    at = calendar.moment(SET_UP)
    provider = make_provider(name=group.name, ods_code=group.ods_code, is_sample=True, by=SYSTEM, at=at)
    homes = {
        service.key: make_home(
            provider=provider,
            name=service.name,
            kind=ServiceKind(service.kind),
            ods_code=service.ods_code,
            town=service.town,
            by=SYSTEM,
            at=at,
        )
        for service in group.services
    }
    cast = Cast(provider=provider, homes=homes, people=people, calendar=calendar, editions=editions)
    for person in group.people:
        for post in person.posts:
            place = cast.place(post.at)
            give_membership(
                user=people[person.key],
                role=Role(post.role),
                home=place if isinstance(place, Home) else None,
                provider=place if isinstance(place, Provider) else None,
                by=SYSTEM,
                at=at,
            )
    for service in group.services:
        _note_profile(service, cast, at=at)
    return cast


def _note_profile(service: Service, cast: Cast, *, at: datetime) -> None:
    visit_on: date | None = None
    if service.visit_in is not None:
        visit_on = cast.calendar.today + timedelta(days=service.visit_in)
    published_on = cast.calendar.published_on
    change_profile(
        home=cast.homes[service.key],
        changes={**service.profile, "visit_on": visit_on, "last_published_on": published_on},
        by=SYSTEM,
        at=at,
    )
