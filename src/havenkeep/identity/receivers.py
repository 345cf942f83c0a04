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
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.models import User
from havenkeep.identity.noting import note
from havenkeep.identity.sessions.actions import keep_only_this, see
from havenkeep.identity.sessions.session import Mark, set_guard

CODES = Authenticator.Type.RECOVERY_CODES


@receiver(user_logged_in, dispatch_uid="identity.signed_in")
def note_sign_in(user: User, **_: Any) -> None:
    note("identity.signed_in", user)


@receiver(password_changed, dispatch_uid="identity.password_changed")
def note_password_change(request: HttpRequest, user: User, **_: Any) -> None:
    note("identity.password_changed", user)
    keep_only_this(user=user, session=request.session)


@receiver(authenticator_added, dispatch_uid="identity.step_added")
def note_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == CODES:
        note("identity.recovery_codes_made", user)
        return
    note(f"identity.{_kind(authenticator)}_added", user)
    set_guard(request.session, Guard.PROTECTED)


@receiver(authenticator_removed, dispatch_uid="identity.step_removed")
def note_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    note(f"identity.{_kind(authenticator)}_removed", user)


@receiver(authenticator_reset, dispatch_uid="identity.codes_made")
def note_new_codes(user: User, **_: Any) -> None:
    note("identity.recovery_codes_made", user)


@receiver(authenticator_used, dispatch_uid="identity.step_used")
def note_used(user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == CODES:
        note("identity.recovery_code_used", user)


@receiver(social_account_added, dispatch_uid="identity.linked")
def note_link(sociallogin: Any, **_: Any) -> None:
    note("identity.linked_elsewhere", sociallogin.user)


@receiver(social_account_removed, dispatch_uid="identity.unlinked")
def note_unlink(socialaccount: Any, **_: Any) -> None:
    note("identity.unlinked_elsewhere", socialaccount.user)


@receiver(authentication_step_completed, dispatch_uid="identity.shown_again")
def open_again(request: HttpRequest, **extra: Any) -> None:
    """Open a locked session for who has just shown that it is still them."""
    mark = Mark.of(request.session)
    if extra.get("reauthenticated") and mark is not None:
        see(request.session, mark, at=timezone.now())


def _kind(authenticator: Authenticator) -> str:
    return {CODES: "recovery_codes", Authenticator.Type.TOTP: "app"}.get(authenticator.type, "passkey")
