"""Planning jobs, changing who and when, and finishing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.jobs.models import Job
from havenkeep.organisations.models import Home, Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedJob:
    """A job to be made: for which item, what, whose, by when, and how many minutes it takes."""

    item: str
    what: str
    owner_name: str
    due_on: date
    minutes: int


@transaction.atomic
def plan_jobs(*, place: Home | Provider, jobs: Sequence[PlannedJob], by: Actor, at: datetime) -> list[Job]:
    """Make the jobs whose item has no open job yet; return those made."""
    existing = set(place.jobs.open().exclude(item="").values_list("item", flat=True))
    made = Job.objects.bulk_create(
        [
            Job(
                home=place if isinstance(place, Home) else None,
                provider=place if isinstance(place, Provider) else None,
                item=job.item,
                what=job.what,
                owner_name=job.owner_name,
                due_on=job.due_on,
                minutes=job.minutes,
                made_at=at,
            )
            for job in jobs
            if job.item not in existing
        ]
    )
    if made:
        record(
            stream=place.stream,
            event="jobs.planned",
            by=by,
            at=at,
            subject=f"jobs.plan:{place.ref}",
            fields=[job.ref for job in made],
        )
    return made


@transaction.atomic
def reassign_job(
    *, place: Home | Provider, ref: str, owner_name: str, due_on: date, by: Actor, at: datetime
) -> Job:
    """Change who does a job, and by when.

    Raises:
        Job.DoesNotExist: no such open job here.
    """
    job = place.jobs.open().select_for_update().get(ref=ref)
    job.owner_name, job.due_on = owner_name.strip(), due_on
    job.save(update_fields=["owner_name", "due_on"])
    record(
        stream=place.stream,
        event="jobs.reassigned",
        by=by,
        at=at,
        subject=f"jobs.job:{job.ref}",
        fields=["owner_name", "due_on"],
    )
    return job


@transaction.atomic
def finish_job(*, place: Home | Provider, ref: str, by: Actor, at: datetime) -> Job:
    """Say that a job is done.

    Raises:
        Job.DoesNotExist: no such open job here.
    """
    job = place.jobs.open().select_for_update().get(ref=ref)
    job.done_at, job.done_by = at, by.label or by.kind.value
    job.save(update_fields=["done_at", "done_by"])
    record(stream=place.stream, event="jobs.done", by=by, at=at, subject=f"jobs.job:{job.ref}")
    return job
