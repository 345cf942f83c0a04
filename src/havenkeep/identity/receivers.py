"""What the sign-in library does by itself, noted in the chain. This is the only file that listens to it."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.models import User
from havenkeep.identity.sessions.actions import keep_only_this, see
from havenkeep.identity.sessions.session import Mark, set_guard

APP, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
CODES = Authenticator.Type.RECOVERY_CODES
ADDED = {
    APP: "identity.app_added",
    PASSKEY: "identity.passkey_added",
    CODES: "identity.recovery_codes_made",
}
REMOVED = {
    APP: "identity.app_removed",
    PASSKEY: "identity.passkey_removed",
    CODES: "identity.recovery_codes_removed",
}


@receiver(user_logged_in, dispatch_uid="identity: signed in")
def note_sign_in(user: User, **_: Any) -> None:
    _note("identity.signed_in", user)


@receiver(password_changed, dispatch_uid="identity: password changed")
def note_password_change(request: HttpRequest, user: User, **_: Any) -> None:
    _note("identity.password_changed", user)
    keep_only_this(user=user, session=request.session)


@receiver(authenticator_added, dispatch_uid="identity: step added")
def note_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _note(ADDED[authenticator.type], user)
    if authenticator.type != CODES:
        set_guard(request.session, Guard.PROTECTED)


@receiver(authenticator_removed, dispatch_uid="identity: step removed")
def note_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _note(REMOVED[authenticator.type], user)


@receiver(authenticator_reset, dispatch_uid="identity: codes made")
def note_new_codes(user: User, **_: Any) -> None:
    _note("identity.recovery_codes_made", user)


@receiver(authenticator_used, dispatch_uid="identity: step used")
def note_used(user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == CODES:
        _note("identity.recovery_code_used", user)


@receiver(social_account_added, dispatch_uid="identity: linked")
def note_link(sociallogin: Any, **_: Any) -> None:
    _note("identity.linked_elsewhere", sociallogin.user)


@receiver(social_account_removed, dispatch_uid="identity: unlinked")
def note_unlink(socialaccount: Any, **_: Any) -> None:
    _note("identity.unlinked_elsewhere", socialaccount.user)


@receiver(authentication_step_completed, dispatch_uid="identity: shown again")
def open_again(request: HttpRequest, **extra: Any) -> None:
    """Open a locked session for who has just shown that it is still them."""
    mark = Mark.of(request.session)
    if extra.get("reauthenticated") and mark is not None:
        see(request.session, mark, at=timezone.now())


@transaction.atomic
def _note(event: str, user: User) -> None:
    subject = f"identity.user:{user.ref}"
    record(stream=INSTANCE, event=event, by=user.as_actor(), at=timezone.now(), subject=subject)
