"""Changing and ending people's access. A service keeps a manager, and the installation an operator."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.models import User
from havenkeep.identity.roles import ROLES, Role
from havenkeep.identity.sessions.actions import end_sittings
from havenkeep.organisations.actions.letting_in import give_membership
from havenkeep.organisations.domain.until import check_last_day, first_instant_after
from havenkeep.organisations.models import Home, Invitation, Membership, Provider, stream_of

KEEPERS = frozenset({Role.MANAGER, Role.OPERATOR})


class CannotEnd(Exception):
    """Raised with one sentence a person may read: somebody must stay, or it has ended already."""


@transaction.atomic
def change_access(
    *, membership: Membership, role: Role, last_day: date | None, by: Actor, at: datetime
) -> Membership:
    """Give somebody another role in the same place, or another last day. Return what is in force now.

    A new role is a new membership, so that the old one stays in the history.

    Raises:
        CannotEnd: nobody would be left to manage the service or look after the installation, the access has
            ended already, or the role is not one of this place.
        BadLastDay: the day is past, or missing or too far off for this role.
    """
    check_last_day(role, last_day, on=timezone.localdate(at))
    row = _locked([membership], at=at)[0]
    if ROLES[role].reach is not ROLES[row.as_role].reach:
        raise CannotEnd("This role is not one of this place. Choose another one.")
    ends_at = first_instant_after(last_day) if last_day else None
    if role is not row.as_role or _sooner(ends_at, than=row.ends_at):
        _check_somebody_stays([row], at=at)
    if role is row.as_role:
        return _ends_at(row, ends_at, by=by, at=at)
    _end(row, "organisations.role_changed", by=by, at=at)
    return give_membership(
        user=row.user, role=role, home=row.home, provider=row.provider, last_day=last_day, by=by, at=at
    )


@transaction.atomic
def end_access(*, membership: Membership, by: Actor, at: datetime) -> None:
    """End one person's access to one place, at once, with the invitations they left there.

    Who has no access left anywhere is signed out.

    Raises:
        CannotEnd: nobody would be left to manage the service or look after the installation, or it has ended.
    """
    rows = _locked([membership], at=at)
    _check_somebody_stays(rows, at=at)
    _end(rows[0], "organisations.membership_ended", by=by, at=at)
    _sign_out_if_nothing_left(rows[0].user, by=by, at=at)


@transaction.atomic
def end_all_access(*, user: User, memberships: Iterable[Membership], by: Actor, at: datetime) -> int:
    """End these memberships of somebody who leaves: all of them, or none. Return how many were in force.

    Raises:
        CannotEnd: of one place nobody would be left to manage it.
    """
    asked = [row for row in memberships if row.user_id == user.pk and row.is_in_force(at=at)]
    rows = _locked(asked, at=at, ended_is_fine=True)
    _check_somebody_stays(rows, at=at)
    for row in rows:
        _end(row, "organisations.membership_ended", by=by, at=at)
    _sign_out_if_nothing_left(user, by=by, at=at)
    return len(rows)


def _locked(
    memberships: Collection[Membership], *, at: datetime, ended_is_fine: bool = False
) -> list[Membership]:
    """Lock the places, in one order for everybody, then read the memberships anew."""
    homes = {row.home_id for row in memberships if row.home_id}
    providers = {row.provider_id for row in memberships if row.provider_id}
    list(Provider.objects.select_for_update().filter(pk__in=providers).order_by("pk"))
    list(Home.objects.select_for_update().filter(pk__in=homes).order_by("pk"))
    if any(row.as_role is Role.OPERATOR for row in memberships):
        operators = Membership.objects.select_for_update().filter(role=Role.OPERATOR.value)
        list(operators.filter(ended_at__isnull=True).order_by("pk"))
    in_force = Membership.objects.in_force(at=at).filter(pk__in=[row.pk for row in memberships])
    rows = list(in_force.select_related("user", "home", "provider").order_by("pk"))
    if len(rows) < len(memberships) and not ended_is_fine:
        raise CannotEnd("This access has ended already.")
    return rows


def _check_somebody_stays(rows: Collection[Membership], *, at: datetime) -> None:
    going = [row.pk for row in rows]
    for row in rows:
        if row.as_role not in KEEPERS:
            continue
        others = Membership.objects.in_force(at=at).filter(role=row.role, user__is_active=True)
        others = others.of_place(row.place).exclude(pk__in=going)
        # Whoever has a last day will be gone then, so they do not stand in for somebody who has none.
        if not (others if row.ends_at else others.filter(ends_at__isnull=True)).exists():
            raise CannotEnd(_nobody_left(row))


def _nobody_left(row: Membership) -> str:
    if row.as_role is Role.OPERATOR:
        return (
            f"{row.user.name} is the only one who looks after this installation. "
            "Let somebody else in as operator first, without a last day."
        )
    place = row.home.name if row.home else "the service"
    return (
        f"{row.user.name} is the only manager of {place}. "
        "Let somebody else in as manager first, without a last day."
    )


def _sooner(ends_at: datetime | None, *, than: datetime | None) -> bool:
    return ends_at is not None and (than is None or ends_at < than)


def _ends_at(row: Membership, ends_at: datetime | None, *, by: Actor, at: datetime) -> Membership:
    if row.ends_at != ends_at:
        row.ends_at = ends_at
        row.save(update_fields=["ends_at"])
        _record(row, "organisations.last_day_changed", by=by, at=at)
    return row


def _end(row: Membership, event: str, *, by: Actor, at: datetime) -> None:
    row.ended_at, row.ended_by_id = at, by.id
    row.save(update_fields=["ended_at", "ended_by_id"])
    # A link that they made may be their way back.
    left = Invitation.objects.open().of_place(row.place).filter(made_by_id=row.user.ref)
    left.update(revoked_at=at)
    _record(row, event, by=by, at=at)


def _sign_out_if_nothing_left(user: User, *, by: Actor, at: datetime) -> None:
    if not Membership.objects.in_force(at=at).filter(user=user).exists():
        end_sittings(user=user, sittings=user.sittings.all(), by=by, at=at)


def _record(row: Membership, event: str, *, by: Actor, at: datetime) -> None:
    record(stream=stream_of(row.place), event=event, by=by, at=at, subject=f"identity.user:{row.user.ref}")
