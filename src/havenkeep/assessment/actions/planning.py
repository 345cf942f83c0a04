"""Making the improvement plan: one job for each item that is left."""

from __future__ import annotations

from datetime import date, datetime

from havenkeep.assessment.domain.plan import plan
from havenkeep.assessment.domain.standing import Assessed
from havenkeep.audit.domain.actor import Actor
from havenkeep.jobs.actions import PlannedJob, plan_jobs
from havenkeep.jobs.models import Job
from havenkeep.organisations.models import Home, Provider


def make_plan(
    *, place: Home | Provider, assessed: Assessed, owner_name: str, start: date, by: Actor, at: datetime
) -> list[Job]:
    """Make a job for each mandatory item that is left and has none; return those made."""
    return plan_jobs(
        place=place,
        jobs=[
            PlannedJob(
                item=step.status.item.ref,
                what=step.status.item.title,
                owner_name=owner_name,
                due_on=step.due_on,
                minutes=step.status.item.job.minutes,
            )
            for step in plan(assessed, start=start)
        ],
        by=by,
        at=at,
    )
