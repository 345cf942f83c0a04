"""Noting the fee registration."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home
from havenkeep.privacy.domain.registration import Ours, read_number
from havenkeep.privacy.models import Registration


@transaction.atomic
def note_registrations(
    *,
    homes: Iterable[Home],
    number: str,
    by: Actor,
    at: datetime,
    holder: str,
    ends_on: date | None,
    ours: Ours,
) -> None:
    """Note one registration for several homes of its holder.

    Raises:
        BadNumber: the number does not have the form of one.
    """
    for home in homes:
        note_registration(home=home, number=number, by=by, at=at, holder=holder, ends_on=ends_on, ours=ours)


@transaction.atomic
def note_registration(
    *,
    home: Home,
    number: str,
    by: Actor,
    at: datetime,
    holder: str = "",
    ends_on: date | None = None,
    ours: Ours | None = None,
) -> Registration:
    """Note or replace a home's registration; the same a second time changes nothing.

    Raises:
        BadNumber: the number does not have the form of one.
    """
    said = {
        "number": read_number(number),
        "holder": holder.strip(),
        "ours": ours.value if ours else "",
        "ends_on": ends_on,
    }
    before = Registration.objects.select_for_update().filter(home=home).first()
    changed = [name for name, value in said.items() if before is None or getattr(before, name) != value]
    if before is not None and not changed:
        return before
    registration, _ = Registration.objects.update_or_create(home=home, defaults=said | {"noted_at": at})
    record(
        stream=home.stream,
        event="privacy.registration_noted",
        by=by,
        at=at,
        subject=f"privacy.registration:{home.ref}",
        fields=changed,
        values={"number": registration.number},
    )
    return registration
