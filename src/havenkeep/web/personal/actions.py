"""Erasing one person: their account is emptied, their name replaced wherever nothing needs it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.erasing import erase_account
from havenkeep.identity.models import User
from havenkeep.organisations.actions import end_all_access
from havenkeep.organisations.models import Membership
from havenkeep.web.personal.queries import theirs
from havenkeep.web.personal.rule import GONE, Erasing
from havenkeep.web.personal.rules import RULES


@transaction.atomic
def erase_person(*, user: User, by: Actor, at: datetime) -> None:
    """End all of a person's access, and erase what nothing needs. It cannot be undone.

    The history stays as it is: it holds a reference, and no name.

    Raises:
        CannotEnd: nobody would be left to manage a service, or to look after the installation.
    """
    memberships = Membership.objects.in_force(at=at).filter(user=user)
    end_all_access(user=user, memberships=memberships, by=by, at=at)
    for rule in RULES:
        if rule.erasing is Erasing.REPLACED:
            theirs(rule, user).update(**{rule.field: GONE})
        elif rule.erasing is Erasing.DELETED:
            theirs(rule, user).delete()
    erase_account(user=user, name=GONE, by=by, at=at)
