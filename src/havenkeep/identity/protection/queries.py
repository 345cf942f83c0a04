"""Second steps that people have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from havenkeep.identity.models import User

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One passkey or app. `pk` names it in addresses; `name` is the person's own word for a passkey."""

    pk: int
    name: str
    is_passkey: bool
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """All that protects one person's sign-in."""

    steps: tuple[Step, ...]
    codes_left: int | None  # None while there are no recovery codes

    @property
    def passkeys(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.is_passkey)

    @property
    def app(self) -> Step | None:
        return next((step for step in self.steps if not step.is_passkey), None)


def has_second_step(user: User) -> bool:
    """Say whether the person has a passkey or an app. One query."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists())


def protection_of(user: User) -> Protection:
    """Return what protects a person's sign-in. One query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return Protection(
        steps=tuple(_step(row) for row in rows if row.type in SECOND_STEPS),
        codes_left=None if codes is None else len(codes.wrap().get_unused_codes()),
    )


def removable(user: User, *, pk: str) -> Authenticator | None:
    """Return a passkey or app of this person. One query."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    return Authenticator.objects.filter(user=user, type__in=SECOND_STEPS, pk=int(pk)).first()


def is_last(authenticator: Authenticator) -> bool:
    """Say whether nothing else would be left for a second step. One query."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_STEPS)
    return not others.exclude(pk=authenticator.pk).exists()


def recovery_codes_of(user: User) -> Authenticator | None:
    """Return the person's sheet of recovery codes. One query."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()


def _step(row: Authenticator) -> Step:
    is_passkey = row.type == Authenticator.Type.WEBAUTHN
    return Step(
        pk=row.pk,
        name=row.wrap().name if is_passkey else "",
        is_passkey=is_passkey,
        made_at=row.created_at,
        used_at=row.last_used_at,
    )
