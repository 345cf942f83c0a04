"""Emptying an account for good."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.models import User
from havenkeep.identity.sessions.actions import end_sittings


@transaction.atomic
def erase_account(*, user: User, name: str, by: Actor, at: datetime) -> None:
    """Take away a person's name, e-mail and every way to sign in; `name` stands there from now on."""
    end_sittings(user=user, sittings=user.sittings.all(), by=by, at=at)
    EmailAddress.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(
        name=name, email=None, password=make_password(None), is_active=False, last_login=None
    )
    record(stream=INSTANCE, event="identity.user_erased", by=by, at=at, subject=f"identity.user:{user.ref}")
