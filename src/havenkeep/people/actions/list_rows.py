"""Writing what a list of people comes to, for one service or several: a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.domain.bringing import Changed, Difference
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.domain.group import Part
from havenkeep.people.domain.list_check import SECOND_SOURCES, DifferenceKind, ListSource
from havenkeep.people.domain.names import name_key
from havenkeep.people.domain.said import fingerprint_of, said_of
from havenkeep.people.domain.sheet_rows import StaffRow
from havenkeep.people.domain.sheet_words import role_of
from havenkeep.people.models import ListCheck, ListDifference, Person, PlaceName, Post
from havenkeep.people.queries.matching import kept_before

AT_ONCE = 500
# Whom a rota never names: what a person said of them holds for half a year, and is asked again then.
NOT_ON_ROTAS = frozenset({Engagement.VOLUNTEER, Engagement.DIRECTOR})
HOLDS_FOR = timedelta(days=183)


def add_people(parts: Sequence[Part], homes: Mapping[int, Home], *, at: datetime) -> None:
    added = [(one, homes[part.service]) for part in parts for one in part.bringing.added]
    people = Person.objects.bulk_create(
        [
            Person(
                provider_id=home.provider_id,
                name=one.row.name,
                name_key=one.row.name_key,
                payroll_number=one.row.payroll,
                email=one.row.email,
                made_at=at,
            )
            for one, home in added
            if one.person is None
        ],
        batch_size=AT_ONCE,
    )
    fresh = iter(people)
    posts = []
    for one, home in added:
        if one.person is None:
            pk = next(fresh).pk
        else:
            # Below 0 it is somebody whom an earlier part of this list made.
            pk = one.person.pk if one.person.pk > 0 else people[-one.person.pk - 1].pk
        posts.append(new_post(one.row, home, pk, at=at))
    Post.objects.bulk_create(posts, batch_size=AT_ONCE)


def new_post(row: StaffRow, home: Home, person: int, *, at: datetime) -> Post:
    """Return the post that a row tells of, not saved."""
    return Post(
        person_id=person,
        home=home,
        engagement=row.as_engagement.value,
        role=row.role.value,
        job_title=row.job_title,
        agency=row.agency,
        started_on=row.started_on,
        ended_on=row.ended_on,
        noted_at=at,
    )


def change_people(changed: Sequence[Changed]) -> None:
    # Of somebody in two services the later part knows what the earlier one changed.
    people = {one.person.pk: _person_of(one) for one in changed if _touches(one, _OF_PERSON)}
    posts = [_post_of(one) for one in changed]
    Person.objects.bulk_update(list(people.values()), [*_OF_PERSON, "name_key"], batch_size=AT_ONCE)
    Post.objects.bulk_update(posts, [*_OF_POST, "role", "ended_on"], batch_size=AT_ONCE)


_OF_PERSON = ("name", "payroll_number", "email")
_OF_POST = ("job_title", "agency", "started_on", "engagement")


def _touches(one: Changed, fields: Sequence[str]) -> bool:
    return any(change.field in fields for change in one.changes)


def _person_of(one: Changed) -> Person:
    row, person = one.row, one.person
    name = row.name if any(change.field == "name" for change in one.changes) else person.name
    return Person(
        pk=person.pk,
        name=name,
        name_key=name_key(name),
        payroll_number=row.payroll or person.payroll,
        email=row.email or person.email,
    )


def _post_of(one: Changed) -> Post:
    row, post = one.row, one.post
    retitled = any(change.field == "job_title" for change in one.changes)
    anew = any(change.field == "engagement" for change in one.changes)
    return Post(
        pk=post.pk,
        job_title=row.job_title or post.job_title,
        role=(role_of(row.job_title) if retitled else post.role).value,
        agency=row.agency or post.agency,
        engagement=(row.as_engagement if anew else post.engagement).value,
        started_on=row.started_on or post.started_on,
        ended_on=one.ended_on or post.ended_on,
    )


def note_checks(
    parts: Sequence[Part], *, source: ListSource, dated_on: date, by: Actor, at: datetime
) -> dict[int, ListCheck]:
    """Note the match of each service, by its key; none for a list of one's own."""
    if source not in SECOND_SOURCES:
        return {}
    homes = Home.objects.filter(pk__in=[part.service for part in parts])
    kept = kept_before(homes, since=at - HOLDS_FOR)
    # An older export says nothing of what a newer one asks.
    older = ListDifference.objects.open().filter(
        check_made__home__in=homes, check_made__dated_on__lte=dated_on
    )
    older.update(outcome=ListDifference.Outcome.OVERTAKEN, said={}, settled_at=at)
    checks = ListCheck.objects.bulk_create(
        [
            ListCheck(
                home_id=part.service,
                source=source.value,
                dated_on=dated_on,
                rows=part.bringing.rows,
                unread=len(part.bringing.errors),
                made_at=at,
                made_by=by.label,
            )
            for part in parts
        ]
    )
    ListDifference.objects.bulk_create(
        [
            _difference(one, check, kept, at=at)
            for part, check in zip(parts, checks, strict=True)
            for one in part.bringing.differences
        ],
        batch_size=AT_ONCE,
    )
    return {check.home_id: check for check in checks}


def remember_places(provider: Provider, places: Mapping[str, int | None], *, by: Actor, at: datetime) -> None:
    if not places:
        return
    PlaceName.objects.bulk_create(
        [
            PlaceName(provider=provider, called=key, home_id=home, saved_at=at, saved_by=by.label)
            for key, home in places.items()
        ],
        update_conflicts=True,
        unique_fields=["provider", "called"],
        update_fields=["home", "saved_at", "saved_by"],
    )
    record(
        stream=provider.stream,
        event="people.places_remembered",
        by=by,
        at=at,
        subject=f"organisations.provider:{provider.ref}",
        fields=[f"{len(places)} places"],
    )


def _difference(
    one: Difference, check: ListCheck, kept: Mapping[tuple[int, int], str], *, at: datetime
) -> ListDifference:
    row, person = one.row, one.person
    before = kept.get((check.home_id, person.pk), "") if person is not None else ""
    standing: dict[str, Any] = {}
    if one.kind is DifferenceKind.MISSING and before and one.post and one.post.engagement in NOT_ON_ROTAS:
        standing = {"outcome": ListDifference.Outcome.KEPT, "reason": before, "settled_at": at}
    return ListDifference(
        check_made=check,
        kind=one.kind.value,
        person_id=person.pk if person is not None else None,
        sheet_row=row.row if row is not None else 0,
        said=said_of(row) if row is not None else {},
        fingerprint=fingerprint_of(row) if row is not None else "",
        **standing,
    )
