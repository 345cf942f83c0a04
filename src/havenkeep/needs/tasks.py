"""Reminding everyone whose training is due, by day only."""

from __future__ import annotations

from datetime import datetime

from havenkeep.mail.domain.hours import is_day
from havenkeep.mail.queries import is_set_up
from havenkeep.needs.actions.reminding import remind
from havenkeep.needs.queries.reminded import homes_reminding
from havenkeep.organisations.models import Home

BATCH = 1_000
OWN_PAGE = "/me/"
LIST_PAGE = "/homes/{ref}/training/needs/assignments/"


def send_reminders(at: datetime, *, site: str = "") -> None:
    """Leave the day's reminders in the outbox; nothing at night, and nothing while mail is not set up.

    `site` is the address of this installation, such as `https://care.example.org`, or empty when it is not
    known. Safe to run twice.
    """
    if not is_day(at) or not is_set_up():
        return
    last = 0
    while batch := list(Home.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        first, last = batch[0], batch[-1]
        remind(
            homes=homes_reminding(first=first, last=last),
            at=at,
            lessons=f"{site}{OWN_PAGE}" if site else "",
            page=f"{site}{LIST_PAGE}" if site else "",
        )
