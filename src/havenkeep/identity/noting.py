"""Noting in the chain that guessing was stopped."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.limits import take
from havenkeep.identity.way_in.queries import person_with


def note_limit(request: HttpRequest, *, email: str) -> None:
    """Note that guessing at a person's password was stopped: once an hour, however long it goes on."""
    user = person_with(email)
    if user is None or take(request, "told", key=user.ref) is None:
        return
    subject = f"identity.user:{user.ref}"
    with transaction.atomic():
        record(
            stream=INSTANCE, event="identity.sign_in_limited", by=SYSTEM, at=timezone.now(), subject=subject
        )
