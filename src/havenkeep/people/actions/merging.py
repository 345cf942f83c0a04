"""Two rows of one human being become one, when a person who sees both says so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.models import Person

_FILLED = ("payroll_number", "email", "phone")


@transaction.atomic
def merge_people(*, kept: Person, gone: Person, by: Actor, at: datetime) -> None:
    """Move all that is recorded about `gone` to `kept`, whatever room keeps it, and let `gone` go.

    What both have and only one may have, such as one course done on one day, stays once, as `kept` has it.

    Raises:
        CannotKeep: they are of two providers, one person already, or have an account each.
    """
    rows = {
        row.pk: row
        for row in Person.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    }
    if len(rows) < 2:
        raise CannotKeep("Choose two different people.")
    stays, goes = rows[kept.pk], rows[gone.pk]
    if stays.provider_id != goes.provider_id:
        raise CannotKeep("These are people of two providers, so they stay two.")
    if stays.user_id and goes.user_id and stays.user_id != goes.user_id:
        raise CannotKeep("Each of them signs in with an account. Take one account off first.")
    homes = {post.home for person in rows.values() for post in person.posts.select_related("home")}
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            _move(relation, stays, goes)
    user, filled = goes.user, {name: getattr(goes, name) for name in _FILLED if not getattr(stays, name)}
    try:
        goes.delete()
    except ProtectedError as kept_there:
        raise CannotKeep("Something recorded about them cannot be moved. They stay two.") from kept_there
    for name, value in filled.items():
        setattr(stays, name, value)
    stays.user = stays.user or user
    stays.save(update_fields=["user", *filled])
    for home in homes:
        record(
            stream=home.stream,
            event="people.people_merged",
            by=by,
            at=at,
            subject=stays.subject,
            fields=[goes.ref],
        )


def _move(relation: models.ManyToOneRel, stays: Person, goes: Person) -> None:
    """Give rows of one table to whoever stays, at once; where the table refuses one, row by row."""
    manager = relation.related_model._base_manager
    name = relation.field.name
    theirs = manager.filter(**{name: goes})
    try:
        with transaction.atomic():
            theirs.update(**{name: stays})
    except IntegrityError:
        for row in list(theirs):
            _move_one(manager, row.pk, name, stays)


def _move_one(manager: models.Manager[Any], pk: Any, name: str, stays: Person) -> None:
    try:
        with transaction.atomic():
            manager.filter(pk=pk).update(**{name: stays})
    except IntegrityError:
        manager.filter(pk=pk).delete()
