"""Which homes and providers a user belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission
from havenkeep.organisations.models import Home, Membership, Provider, roles_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a user may open. `operator` says whether they look after the installation."""

    homes: tuple[Home, ...]
    providers: tuple[Provider, ...]
    operator: bool


def places_of(user: User, *, at: datetime) -> Places:
    """Return a user's homes and providers by name. Three queries."""
    mine = Membership.objects.in_force(at=at).filter(user=user)
    seeing = mine.filter(role__in=roles_with(Permission.PROVIDER_VIEW))
    return Places(
        homes=tuple(Home.objects.visible_to(user, at=at).select_related("provider").order_by("name", "pk")),
        providers=tuple(Provider.objects.filter(memberships__in=seeing).distinct().order_by("name", "pk")),
        operator=looks_after_installation(user, at=at),
    )


def looks_after_installation(user: User, *, at: datetime) -> bool:
    """Return whether a user is an operator. One query."""
    mine = Membership.objects.in_force(at=at).filter(user=user)
    return mine.filter(role__in=roles_with(Permission.INSTALLATION)).exists()
