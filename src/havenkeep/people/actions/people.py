"""The staff list: adding people, and the beginning and end of their posts."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home, Provider
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.domain.engagement import Engagement, JobRole
from havenkeep.people.domain.names import name_key
from havenkeep.people.models import Person, Post


@transaction.atomic
def add_person(
    *,
    provider: Provider,
    name: str,
    by: Actor,
    at: datetime,
    payroll_number: str = "",
    email: str = "",
    phone: str = "",
    language: str = "en",
) -> Person:
    """Put somebody on a provider's list. A post at a home comes next (`start_post`).

    Raises:
        CannotKeep: the name is empty, or the payroll number is somebody else's.
    """
    name, payroll_number = " ".join(name.split()), payroll_number.strip()
    if not name_key(name):
        raise CannotKeep("Enter the person’s name.")
    other = provider.people.filter(payroll_number=payroll_number).first() if payroll_number else None
    if other is not None:
        raise CannotKeep(f"Payroll number {payroll_number} is {other.name}’s. Check both numbers.")
    person = Person.objects.create(
        provider=provider,
        name=name,
        name_key=name_key(name),
        payroll_number=payroll_number,
        email=email.strip().casefold(),
        phone=phone.strip(),
        language=language,
        made_at=at,
    )
    record(stream=provider.stream, event="people.person_added", by=by, at=at, subject=person.subject)
    return person


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
    if started_on and ended_on and ended_on < started_on:
        raise CannotKeep("The last day is before the first day. Check both dates.")
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
    record(
        stream=home.stream, event="people.post_started", by=by, at=at, subject=person.subject, fields=["role"]
    )
    return post


@transaction.atomic
def end_post(*, post: Post, ended_on: date, by: Actor, at: datetime) -> None:
    """Note the last day that somebody works in a post.

    Raises:
        CannotKeep: the last day is before the first.
    """
    kept = Post.objects.select_for_update().select_related("home", "person").get(pk=post.pk)
    if kept.started_on and ended_on < kept.started_on:
        raise CannotKeep("The last day is before the first day. Check both dates.")
    kept.ended_on = ended_on
    kept.save(update_fields=["ended_on"])
    record(
        stream=kept.home.stream,
        event="people.post_ended",
        by=by,
        at=at,
        subject=kept.person.subject,
        fields=["ended_on"],
    )
