"""Letting a user in."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.organisations.domain.until import check_last_day, first_instant_after
from havenkeep.organisations.models import Home, Membership, Provider, stream_of


@transaction.atomic
def give_membership(
    *,
    user: User,
    role: Role,
    by: Actor,
    at: datetime,
    home: Home | None = None,
    provider: Provider | None = None,
    last_day: date | None = None,
    given_by_id: str = "",
) -> Membership:
    """Let a user in, until the end of a day or for good. `given_by_id` is whoever allowed it, if not `by`.

    A second membership in the same role over the same thing is the first one; the later last day holds.

    Raises:
        BadLastDay: the day is past, or missing or too far off for this role.
    """
    check_last_day(role, last_day, on=timezone.localdate(at))
    ends_at = first_instant_after(last_day) if last_day else None
    in_force = Membership.objects.in_force(at=at).select_for_update()
    same = in_force.filter(user=user, role=role.value, home=home, provider=provider).first()
    if same is not None:
        return _prolonged(same, ends_at, by=by, at=at)
    membership = Membership.objects.create(
        user=user,
        role=role.value,
        home=home,
        provider=provider,
        since=at,
        ends_at=ends_at,
        given_by_id=given_by_id or by.id,
    )
    _record(membership, "organisations.membership_given", by=by, at=at)
    return membership


def _prolonged(membership: Membership, ends_at: datetime | None, *, by: Actor, at: datetime) -> Membership:
    now_ends = membership.ends_at
    if now_ends is None or (ends_at is not None and ends_at <= now_ends):
        return membership
    membership.ends_at = ends_at
    membership.save(update_fields=["ends_at"])
    _record(membership, "organisations.last_day_changed", by=by, at=at)
    return membership


def _record(membership: Membership, event: str, *, by: Actor, at: datetime) -> None:
    record(
        stream=stream_of(membership.place),
        event=event,
        by=by,
        at=at,
        subject=f"identity.user:{membership.user.ref}",
        fields=["role"] if event.endswith("given") else [],
    )
