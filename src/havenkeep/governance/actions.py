"""Appointing people to duties, and saying which NHS systems are used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.governance.domain.lead import Duty
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.governance.models import Appointment, SystemUse
from havenkeep.organisations.models import Home
from havenkeep.people.models import Person


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
    person: Person | None = None,
) -> Appointment:
    """Give a duty to a person. An earlier appointment to the same duty ends the day this one begins.

    The same appointment a second time is the first one. `person` is who that is on the staff list.
    """
    said: dict[str, Any] = {"name": name.strip(), "job_title": job_title.strip(), "since": since}
    said |= {"person": person} if person is not None else {}
    signed = {"signed_by": signed_by.strip()} if signed_by.strip() else {}
    begins = since or timezone.localdate(at)
    of_duty = home.appointments.select_for_update().filter(duty=duty)
    same = of_duty.filter(ended_on=None, **said, **signed).first()
    if same is not None:
        return same
    of_duty.filter(Q(ended_on=None) | Q(ended_on__gt=begins)).update(ended_on=begins)
    appointment = Appointment.objects.create(home=home, duty=duty.value, noted_at=at, **said, **signed)
    _record(appointment, "governance.appointed", ["duty", *said, *signed], by=by, at=at)
    return appointment


@transaction.atomic
def correct_appointment(
    *,
    appointment: Appointment,
    name: str,
    job_title: str,
    since: date | None,
    by: Actor,
    at: datetime,
    person: Person | None = None,
) -> None:
    """Put right how an appointment was noted; the signature stays as it is.

    `person` is who that is on the staff list; None leaves it to the name.
    """
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    said = {"name": name.strip(), "job_title": job_title.strip(), "since": since, "person": person}
    _change(row, said, "governance.appointment_corrected", by=by, at=at)


@transaction.atomic
def sign_appointment(
    *, appointment: Appointment, signed_by: str, signed_on: date | None, by: Actor, at: datetime
) -> None:
    """Note who senior signed the appointment on paper, and on which day."""
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    said = {"signed_by": signed_by.strip(), "signed_on": signed_on}
    _change(row, said, "governance.appointment_signed", by=by, at=at)


@transaction.atomic
def end_appointment(*, appointment: Appointment, ended_on: date, by: Actor, at: datetime) -> None:
    """Say on which day a person holds a duty for the last time."""
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    _change(row, {"ended_on": ended_on}, "governance.appointment_ended", by=by, at=at)


@transaction.atomic
def note_systems(*, home: Home, uses: Mapping[str, Use], by: Actor, at: datetime) -> None:
    """Note what was said about each NHS system; only what differs is written and recorded.

    Raises:
        KeyError: a system we do not know.
    """
    for system in uses:
        if system not in nhs_systems():
            raise KeyError(system)
    said = dict(home.system_uses.select_for_update().values_list("system", "use"))
    changed = {system: use for system, use in uses.items() if said.get(system) != use.value}
    if not changed:
        return
    SystemUse.objects.bulk_create(
        [SystemUse(home=home, system=system, use=use.value, noted_at=at) for system, use in changed.items()],
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
        fields=sorted(changed),
    )


def _change(row: Appointment, said: Mapping[str, object], event: str, *, by: Actor, at: datetime) -> None:
    changed = [name for name, value in said.items() if getattr(row, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(row, name, said[name])
    row.save(update_fields=changed)
    _record(row, event, changed, by=by, at=at)


def _record(appointment: Appointment, event: str, fields: list[str], *, by: Actor, at: datetime) -> None:
    record(
        stream=appointment.home.stream,
        event=event,
        by=by,
        at=at,
        subject=f"governance.appointment:{appointment.pk}",
        fields=fields,
    )
