"""Which account is whose: a person on the staff list, and the account with which they sign in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.models import User
from havenkeep.people.actions.refusal import CannotKeep
from havenkeep.people.models import Person
from havenkeep.people.queries import streams_of


@transaction.atomic
def link_account(*, person: Person, user: User, by: Actor, at: datetime) -> None:
    """Note that somebody on the staff list signs in with this account. Noted already, nothing changes.

    Raises:
        CannotKeep: the person has another account, or the account is somebody else's of this provider.
    """
    kept = Person.objects.select_for_update().select_related("provider").get(pk=person.pk)
    if kept.user_id == user.pk:
        return
    if kept.user_id is not None:
        raise CannotKeep(f"{kept.name} signs in with another account. Take that one off first.")
    other = kept.provider.people.filter(user=user).first()
    if other is not None:
        raise CannotKeep(f"This account is {other.name}’s. One account is one person’s.")
    _keep(kept, user, "people.account_linked", by=by, at=at)
    person.user = user


@transaction.atomic
def unlink_account(*, person: Person, by: Actor, at: datetime) -> None:
    """Note that somebody no longer signs in with their account. The account itself stays as it is."""
    kept = Person.objects.select_for_update().select_related("provider").get(pk=person.pk)
    if kept.user_id is not None:
        _keep(kept, None, "people.account_unlinked", by=by, at=at)
    person.user = None


def _keep(person: Person, user: User | None, event: str, *, by: Actor, at: datetime) -> None:
    person.user = user
    person.save(update_fields=["user"])
    for stream in streams_of(person, on=timezone.localdate(at)):
        record(stream=stream, event=event, by=by, at=at, subject=person.subject, fields=["user"])
