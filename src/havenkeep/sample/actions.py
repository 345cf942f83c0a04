"""Making the sample: a made-up provider half way through its year, through the same actions as real use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.actions import CannotMakeAccount
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.organisations.actions import give_membership
from havenkeep.organisations.models import Provider
from havenkeep.sample.cast import Step, make_cast, prepared_people
from havenkeep.sample.domain.calendar import Calendar
from havenkeep.sample.domain.story import Story, story
from havenkeep.sample.letting_in import people_steps
from havenkeep.sample.papers import paper_steps
from havenkeep.sample.queries import sample_homes, sample_provider
from havenkeep.sample.registers import register_steps
from havenkeep.sample.staff import staff_steps
from havenkeep.sample.years import BEFORE, NOW, year_steps
from havenkeep.standards.domain import loading
from havenkeep.standards.domain.edition import Edition
from havenkeep.standards.queries import current_edition, edition_in_force

PUBLISHED_BEFORE_DEADLINE = timedelta(days=19)
AT_LEAST_AGO = timedelta(days=85)


def make_sample(*, at: datetime, tell: Callable[[str], object] = str) -> Provider:
    """Make the sample and return its provider. A second time returns the first, unchanged.

    `tell` hears what is being made, in short sentences.
    """
    there = sample_provider()
    if there is not None:
        return there
    told = story()
    people = prepared_people(told.group, at=at)
    try:
        with transaction.atomic():
            # Two at once: the first one wins, and the second one finds it.
            return sample_provider() or _make(told, people, at=at, tell=tell)
    except (IntegrityError, CannotMakeAccount):
        made = sample_provider()
        if made is None:
            raise
        return made


@transaction.atomic
def let_in(*, user: User, provider: Provider, by: Actor, at: datetime) -> None:
    """Let a user manage every service of the sample."""
    for home in sample_homes(provider):
        give_membership(user=user, role=Role.MANAGER, home=home, by=by, at=at)


def _make(told: Story, people: dict[str, User], *, at: datetime, tell: Callable[[str], object]) -> Provider:
    editions = _editions(at)
    calendar = _calendar(editions, at=at)
    tell("Making the people, the provider and its services")
    cast = make_cast(told.group, people=people, calendar=calendar, editions=editions)
    steps = [*people_steps(told.group, cast), *register_steps(told.group, cast)]
    steps += [*staff_steps(told.workers, cast), *paper_steps(cast)]
    steps += year_steps(told.last_year, cast)
    for year in told.this_year:
        steps += year_steps(year, cast)
    tell("Living through the year")
    _live(steps, calendar)
    return cast.provider


def _live(steps: list[Step], calendar: Calendar) -> None:
    """Do every step in the order of the story; none stands before the one that came before it."""
    last = calendar.moment("1000 days ago, 00:00")
    for step in sorted(steps, key=lambda step: calendar.told_at(step.when)):
        last = max(last, calendar.moment(step.when))
        step.do(last)


def _editions(at: datetime) -> dict[str, Edition]:
    now = edition_in_force(on=at.date())
    older = [one for one in loading.editions().values() if one.opens_on < now.opens_on]
    return {NOW: now} | ({BEFORE: current_edition(older[-1].id)} if older else {})


def _calendar(editions: dict[str, Edition], *, at: datetime) -> Calendar:
    latest: date = at.date() - AT_LEAST_AGO
    before = editions.get(BEFORE)
    return Calendar(
        at=at,
        opened_on=editions[NOW].opens_on,
        published_on=min(before.deadline - PUBLISHED_BEFORE_DEADLINE, latest) if before else latest,
    )
