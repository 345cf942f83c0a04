"""Appointing people to duties, and saying which NHS systems are used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.governance.models import Appointment, SystemUse
from havenkeep.organisations.models import Home


@transaction.atomic
def appoint(
    *,
    home: Home,
    duty: Duty,
    name: str,
    by: Actor,
    at: datetime,
    job_title: str = "",
    signed_by: str = "",
    since: date | None = None,
) -> Appointment:
    """Give a duty to a person. An earlier appointment to the same duty ends that day."""
    home.appointments.filter(duty=duty, ended_on=None).update(ended_on=since or at.date())
    appointment = Appointment.objects.create(
        home=home,
        duty=duty.value,
        name=name.strip(),
        job_title=job_title.strip(),
        signed_by=signed_by.strip(),
        since=since,
        noted_at=at,
    )
    record(
        stream=home.stream,
        event="governance.appointed",
        by=by,
        at=at,
        subject=f"governance.appointment:{appointment.pk}",
        fields=["duty", "name", "job_title", "signed_by", "since"],
    )
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, ended_on: date, by: Actor, at: datetime) -> None:
    Appointment.objects.filter(pk=appointment.pk).update(ended_on=ended_on)
    record(
        stream=appointment.home.stream,
        event="governance.appointment_ended",
        by=by,
        at=at,
        subject=f"governance.appointment:{appointment.pk}",
        fields=["ended_on"],
    )


@transaction.atomic
def note_systems(*, home: Home, uses: Mapping[str, Use], by: Actor, at: datetime) -> None:
    """Note what was said about each NHS system.

    Raises:
        KeyError: a system we do not know.
    """
    for system in uses:
        if system not in nhs_systems():
            raise KeyError(system)
    SystemUse.objects.bulk_create(
        [SystemUse(home=home, system=system, use=use.value, noted_at=at) for system, use in uses.items()],
        update_conflicts=True,
        unique_fields=["home", "system"],
        update_fields=["use", "noted_at"],
    )
    record(
        stream=home.stream,
        event="governance.systems_noted",
        by=by,
        at=at,
        subject=f"governance.systems:{home.ref}",
        fields=sorted(uses),
    )
