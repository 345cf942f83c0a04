"""The sample that is here already, and who shows it."""

from __future__ import annotations

from datetime import datetime

from havenkeep.identity.models import User
from havenkeep.identity.roles import Role
from havenkeep.organisations.models import Home, Membership, Provider


def sample_provider() -> Provider | None:
    """Return the made-up provider, or None while there is none. One query."""
    return Provider.objects.filter(is_sample=True).order_by("pk").first()


def sample_homes(provider: Provider) -> list[Home]:
    """Return the sample's services, the one that is shown first at the front. One query."""
    return list(provider.homes.order_by("pk"))


def sample_manager(home: Home) -> User:
    """Return the made-up person who manages a sample service. One query."""
    managers = User.objects.filter(memberships__home=home, memberships__role=Role.MANAGER.value)
    return managers.order_by("memberships__pk")[0]


def operators(*, at: datetime) -> list[User]:
    """Return whoever looks after the installation today. One query."""
    members = Membership.objects.in_force(at=at).filter(role=Role.OPERATOR.value)
    return list(User.objects.filter(pk__in=members.values("user")).order_by("pk"))
