"""Posts: somebody begins to work in a home, what is written is put right, and they leave."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.models import Person, Post

WRONG_WAY_ROUND = "The last day is before the first day. Check both dates."


@transaction.atomic
def start_post(
    *,
    person: Person,
    home: Home,
    engagement: Engagement,
    role: JobRole,
    by: Actor,
    at: datetime,
    started_on: date | None = None,
    ended_on: date | None = None,
    job_title: str = "",
    agency: str = "",
    sees_personal_data: bool = True,
) -> Post:
    """Have somebody begin to work in a home of their provider, from a day or since nobody knows when.

    Raises:
        CannotKeep: the home is another provider's, or the last day is before the first.
    """
    if home.provider_id != person.provider_id:
        raise CannotKeep("This service belongs to another provider. Add the person there.")
    _in_order(started_on, ended_on)
    post = Post.objects.create(
        person=person,
        home=home,
        engagement=engagement.value,
        role=role.value,
        job_title=job_title.strip(),
        agency=agency.strip(),
        sees_personal_data=sees_personal_data,
        started_on=started_on,
        ended_on=ended_on,
        noted_at=at,
    )
    _record(post, "people.post_started", by=by, at=at, fields=["role"])
    return post


@transaction.atomic
def correct_post(
    *,
    post: Post,
    engagement: Engagement,
    role: JobRole,
    job_title: str,
    agency: str,
    sees_personal_data: bool,
    started_on: date | None,
    ended_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Put right how a post was noted. The same as before changes nothing.

    Raises:
        CannotKeep: the last day is before the first.
    """
    kept = Post.objects.select_for_update().select_related("home", "person").get(pk=post.pk)
    _in_order(started_on, ended_on)
    said = {
        "engagement": engagement.value,
        "role": role.value,
        "job_title": job_title.strip(),
        "agency": agency.strip(),
        "sees_personal_data": sees_personal_data,
        "started_on": started_on,
        "ended_on": ended_on,
    }
    changed = [field for field, value in said.items() if getattr(kept, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(kept, field, said[field])
    kept.save(update_fields=changed)
    _record(kept, "people.post_corrected", by=by, at=at, fields=changed)


@transaction.atomic
def end_post(*, post: Post, ended_on: date, by: Actor, at: datetime) -> None:
    """Note the last day that somebody works in a post.

    Raises:
        CannotKeep: the last day is before the first.
    """
    kept = Post.objects.select_for_update().select_related("home", "person").get(pk=post.pk)
    _in_order(kept.started_on, ended_on)
    if kept.ended_on == ended_on:
        return
    kept.ended_on = ended_on
    kept.save(update_fields=["ended_on"])
    _record(kept, "people.post_ended", by=by, at=at, fields=["ended_on"])


@transaction.atomic
def remove_post(*, post: Post, by: Actor, at: datetime) -> None:
    """Take a post off that was noted by mistake. Somebody without any post then goes from the list too.

    Raises:
        CannotKeep: it is the only post of somebody of whom more is recorded, such as training.
    """
    kept = Post.objects.select_for_update().select_related("home", "person").get(pk=post.pk)
    person = kept.person
    if person.posts.count() == 1 and _more_recorded(person):
        raise CannotKeep(
            f"More is recorded about {person.name}, such as training. "
            "Note their last day instead, or make them one with the row that is right."
        )
    _record(kept, "people.post_removed", by=by, at=at, fields=["role"])
    kept.delete()
    if not person.posts.exists():
        person.delete()


def _more_recorded(person: Person) -> bool:
    """Whether a room above keeps something about them. The staff list's own rows do not count."""
    own = {"post", "absence", "listdifference"}
    return person.user_id is not None or any(
        relation.related_model._default_manager.filter(**{relation.field.name: person}).exists()
        for relation in Person._meta.related_objects
        if not (
            relation.related_model._meta.app_label == "people"
            and relation.related_model._meta.model_name in own
        )
    )


def _in_order(started_on: date | None, ended_on: date | None) -> None:
    if started_on and ended_on and ended_on < started_on:
        raise CannotKeep(WRONG_WAY_ROUND)


def _record(post: Post, event: str, *, by: Actor, at: datetime, fields: list[str]) -> None:
    record(stream=post.home.stream, event=event, by=by, at=at, subject=post.person.subject, fields=fields)
