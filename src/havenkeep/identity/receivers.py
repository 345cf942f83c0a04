"""What the sign-in library does by itself, noted in the chain. This is the only file that listens to it."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.identity.models import User


@receiver(user_logged_in, dispatch_uid="identity.signed_in")
def note_sign_in(user: User, **_: Any) -> None:
    _note("identity.signed_in", user)


@receiver(password_changed, dispatch_uid="identity.password_changed")
def note_password_change(user: User, **_: Any) -> None:
    _note("identity.password_changed", user)


@transaction.atomic
def _note(event: str, user: User) -> None:
    subject = f"identity.user:{user.ref}"
    record(stream=INSTANCE, event=event, by=user.as_actor(), at=timezone.now(), subject=subject)
