"""Which homes and providers a user belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission
from havenkeep.organisations.models import Home, Membership, Provider, roles_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a user may open. `operator` says whether they look after the installation."""

    homes: tuple[Home, ...]
    providers: tuple[Provider, ...]
    operator: bool

    @property
    def has_sample(self) -> bool:
        """Say whether a service of the made-up sample is among them."""
        return any(home.provider.is_sample for home in self.homes)


def places_of(user: User) -> Places:
    """Return a user's homes and providers by name. Three queries."""
    mine = Membership.objects.in_force().filter(user=user)
    seeing = mine.filter(role__in=roles_with(Permission.PROVIDER_VIEW))
    return Places(
        homes=tuple(Home.objects.visible_to(user).select_related("provider").order_by("name", "pk")),
        providers=tuple(Provider.objects.filter(memberships__in=seeing).distinct().order_by("name", "pk")),
        operator=looks_after_installation(user),
    )


def looks_after_installation(user: User) -> bool:
    """Return whether a user is an operator. One query."""
    mine = Membership.objects.in_force().filter(user=user)
    return mine.filter(role__in=roles_with(Permission.INSTALLATION)).exists()
