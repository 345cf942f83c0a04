"""Bringing a rota, HR or payroll sheet into the staff list of a service: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.importing.actions import close_preview, take_preview
from havenkeep.importing.models import Preview
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.domain.bringing import Added, Bringing, Changed, Difference, lay_beside
from havenkeep.people.domain.engagement import Engagement
from havenkeep.people.domain.list_check import SECOND_SOURCES, DifferenceKind, ListSource
from havenkeep.people.domain.names import name_key
from havenkeep.people.domain.said import fingerprint_of, said_of
from havenkeep.people.domain.sheet_rows import ReadRows, StaffRow
from havenkeep.people.domain.sheet_words import role_of
from havenkeep.people.models import ListCheck, ListDifference, Person, Post
from havenkeep.people.queries.matching import kept_before, known_people, settled_before

AT_ONCE = 500
# Whom a rota never names: what a person said of them last time still holds.
NOT_ON_ROTAS = frozenset({Engagement.VOLUNTEER, Engagement.DIRECTOR})


@transaction.atomic
def bring_people(
    *,
    home: Home,
    read: ReadRows,
    source: ListSource,
    dated_on: date,
    by: Actor,
    at: datetime,
    preview: Preview | None = None,
) -> Bringing:
    """Bring in what a sheet says of a service's people, and note that the list was matched with it.

    What is not certain becomes a difference for a person to settle. The same sheet again changes nobody. A
    list of the home's own is brought in alike, and is no match. The number of queries does not grow but in
    steps of `AT_ONCE` rows.

    Raises:
        importing.actions.CannotApply: the preview is too old, or was applied before.
        CannotKeep: the export is of a day to come.
    """
    on = timezone.localdate(at)
    if dated_on > on:
        raise CannotKeep("The list is of a day to come. Check its date.")
    if preview is not None:
        take_preview(preview=preview, at=at)
    # Locked, so that two sheets of one provider do not add the same person twice.
    provider = Provider.objects.select_for_update().get(pk=home.provider_id)
    bringing = lay_beside(read, known_people(home), settled=settled_before(home), on=on)
    _add(bringing.added, home, provider, at=at)
    _change([*bringing.changed, *bringing.ended])
    if bringing.added or bringing.changed or bringing.ended:
        done = [name for name in ("added", "changed", "ended") if getattr(bringing, name)]
        record(
            stream=home.stream,
            event="people.list_brought_in",
            by=by,
            at=at,
            subject=f"organisations.home:{home.ref}",
            fields=done,
        )
    if source in SECOND_SOURCES:
        _note_check(bringing, home=home, source=source, dated_on=dated_on, by=by, at=at)
    if preview is not None:
        close_preview(preview=preview, result=bringing.summary | {"source": source.value}, by=by, at=at)
    return bringing


def _add(added: Sequence[Added], home: Home, provider: Provider, *, at: datetime) -> None:
    people = Person.objects.bulk_create(
        [
            Person(
                provider=provider,
                name=one.row.name,
                name_key=one.row.name_key,
                payroll_number=one.row.payroll,
                email=one.row.email,
                made_at=at,
            )
            for one in added
            if one.person is None
        ],
        batch_size=AT_ONCE,
    )
    fresh = iter(people)
    posts = [
        new_post(one.row, home, one.person.pk if one.person is not None else next(fresh).pk, at=at)
        for one in added
    ]
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


def _change(changed: Sequence[Changed]) -> None:
    people = [_person_of(one) for one in changed if _touches(one, _OF_PERSON)]
    posts = [_post_of(one) for one in changed]
    Person.objects.bulk_update(people, [*_OF_PERSON, "name_key"], batch_size=AT_ONCE)
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


def _note_check(
    bringing: Bringing, *, home: Home, source: ListSource, dated_on: date, by: Actor, at: datetime
) -> ListCheck:
    kept = kept_before(home)
    check = ListCheck.objects.create(
        home=home,
        source=source.value,
        dated_on=dated_on,
        rows=bringing.rows,
        unread=len(bringing.errors),
        made_at=at,
        made_by=by.label,
    )
    older = ListDifference.objects.open().filter(check_made__home=home).exclude(check_made=check)
    older.update(outcome=ListDifference.Outcome.OVERTAKEN, said={}, settled_at=at)
    ListDifference.objects.bulk_create(
        [_difference(one, check, kept, at=at) for one in bringing.differences], batch_size=AT_ONCE
    )
    record(
        stream=home.stream,
        event="people.list_matched",
        by=by,
        at=at,
        subject=f"people.listcheck:{check.pk}",
        fields=[source.value],
    )
    return check


def _difference(
    one: Difference, check: ListCheck, kept: Mapping[int, str], *, at: datetime
) -> ListDifference:
    row, person = one.row, one.person
    before = kept.get(person.pk, "") if person is not None else ""
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
