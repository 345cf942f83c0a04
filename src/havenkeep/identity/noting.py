"""Noting in the chain what happens at the door: who and what, as ids only."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import SYSTEM, Actor
from havenkeep.identity.limits import take
from havenkeep.identity.models import User
from havenkeep.identity.way_in.queries import person_with


@transaction.atomic
def note(event: str, user: User, *, by: Actor | None = None) -> None:
    """Add an event about a person, done by them unless somebody else is named."""
    at, subject = timezone.now(), f"identity.user:{user.ref}"
    record(stream=INSTANCE, event=event, by=by or user.as_actor(), at=at, subject=subject)


def note_limit(request: HttpRequest, *, email: str) -> None:
    """Note that guessing at a person's password was stopped: once an hour, however long it goes on."""
    user = person_with(email)
    if user is not None and take(request, "told", key=user.ref) is not None:
        note("identity.sign_in_limited", user, by=SYSTEM)
