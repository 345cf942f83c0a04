"""Noting the fee registration."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home
from havenkeep.privacy.domain.registration import read_number
from havenkeep.privacy.models import Registration


@transaction.atomic
def note_registration(
    *, home: Home, number: str, by: Actor, at: datetime, holder: str = "", ends_on: date | None = None
) -> Registration:
    """Note or replace a home's registration.

    Raises:
        BadNumber: the number does not have the form of one.
    """
    registration, _ = Registration.objects.update_or_create(
        home=home,
        defaults={
            "number": read_number(number),
            "holder": holder.strip(),
            "ends_on": ends_on,
            "noted_at": at,
        },
    )
    record(
        stream=home.stream,
        event="privacy.registration_noted",
        by=by,
        at=at,
        subject=f"privacy.registration:{home.ref}",
        fields=["number", "holder", "ends_on"],
        values={"number": registration.number},
    )
    return registration
