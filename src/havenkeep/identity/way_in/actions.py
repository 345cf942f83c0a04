"""A one-time way back in: a link that lets one person choose a new password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from havenkeep.audit.actions import INSTANCE, record
from havenkeep.audit.domain.actor import Actor, ActorKind
from havenkeep.identity.models import User, WayIn
from havenkeep.identity.sessions.actions import forget_sittings
from havenkeep.identity.way_in.queries import digest_of

FROM_A_COLLEAGUE = timedelta(hours=24)
BY_MAIL = timedelta(minutes=30)


class WayInIsSpent(Exception):
    """Raised when a link was used, ran out, or was taken back a moment ago."""


@transaction.atomic
def make_way_in(
    *,
    user: User,
    clears_second_factor: bool,
    by: Actor,
    at: datetime,
    lasts: timedelta = FROM_A_COLLEAGUE,
) -> str:
    """Make a link for one person and return its token (43 characters); only its digest is kept.

    The address is `reverse("identity_way_in")` with `?key=<token>`. With `clears_second_factor`, using it
    also takes away the person's passkeys, codes from an app and recovery codes.
    """
    token = secrets.token_urlsafe(32)
    WayIn.objects.create(
        user=user,
        digest=digest_of(token),
        clears_second_factor=clears_second_factor,
        by=by.label,
        by_id=by.id,
        made_at=at,
        expires_at=at + lasts,
    )
    _record("identity.way_in_made", user, by=by, at=at)
    return token


@transaction.atomic
def take_back_ways_in(*, user: User, by: Actor, at: datetime) -> None:
    """Make every unused link of one person useless."""
    if user.ways_in.good(at=at).update(expires_at=at):
        _record("identity.ways_in_taken_back", user, by=by, at=at)


def use_way_in(*, way_in: WayIn, password: str, at: datetime, origin: str = "") -> None:
    """Give the link's person this password; all their sessions and their other links end.

    Check the password first (`check_new_password`). Call it outside a transaction: Argon2 takes its time.

    Raises:
        WayInIsSpent: the link was used, ran out, or was taken back.
    """
    _use(way_in, hashed=make_password(password), at=at, origin=origin)


@transaction.atomic
def _use(way_in: WayIn, *, hashed: str, at: datetime, origin: str) -> None:
    if not WayIn.objects.good(at=at).filter(pk=way_in.pk).update(used_at=at):
        raise WayInIsSpent
    user = way_in.user
    by = Actor(kind=ActorKind.LINK, id=f"way-in:{way_in.pk}", label="A one-time link", origin=origin)
    # Sessions carry a digest of the password, so a new one ends them all, listed or not.
    User.objects.filter(pk=user.pk).update(password=hashed)
    forget_sittings(user)
    user.ways_in.good(at=at).update(expires_at=at)
    _record("identity.way_in_used", user, by=by, at=at)
    if way_in.clears_second_factor and Authenticator.objects.filter(user=user).delete()[0]:
        _record("identity.second_factor_cleared", user, by=by, at=at)


def _record(event: str, user: User, *, by: Actor, at: datetime) -> None:
    record(stream=INSTANCE, event=event, by=by, at=at, subject=f"identity.user:{user.ref}")
