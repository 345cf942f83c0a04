"""Who may let whom in, and who may help whom back in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from havenkeep.identity.models import User
from havenkeep.identity.roles import BY_CONSENT, ROLES, Permission, Reach, Role, may_give
from havenkeep.organisations.models import Home, Membership, Provider, roles_with


class MayNotGive(Exception):
    """Raised with one sentence when a role is not one's to give."""


class OutOfReach(Exception):
    """Raised with one sentence when somebody belongs also to places that one does not manage."""


def roles_to_give(place: Home | Provider | None, *, giver: Collection[Role]) -> list[Role]:
    """Return the roles that someone in the roles `giver` may let others in as, in the order of the table."""
    return [role for role in Role if _is_of(place, role) and may_give(giver, role)]


def roles_instead_of(role: Role, place: Home | Provider | None, *, giver: Collection[Role]) -> list[Role]:
    """Return the roles that somebody who is in a place as `role` may have there, that one included."""
    return [one for one in roles_to_give(place, giver=giver) if ROLES[one].reach is ROLES[role].reach]


def check_may_give(role: Role, *, place: Home | Provider | None, giver: Collection[Role]) -> None:
    """Check that a role is one of the place, and holds no more than the giver has.

    Raises:
        MayNotGive: with one sentence.
    """
    if role not in roles_to_give(place, giver=giver):
        raise MayNotGive("You cannot let anybody in with more than you may do yourself. Choose another role.")


def check_reach(user: User, *, helper: User, at: datetime, ever: bool = False) -> None:
    """Check that everything a user belongs to (with `ever`: ever did) is what the helper lets people in to.

    An operator is only in reach of an operator. Two queries.

    Raises:
        OutOfReach: with one sentence.
    """
    mine = Membership.objects.in_force(at=at).filter(user=helper)
    providers = mine.filter(provider__isnull=False, role__in=roles_with(Permission.PEOPLE_MANAGE))
    homes = Home.objects.visible_to(helper, at=at, permission=Permission.PEOPLE_MANAGE)
    within = Q(home__in=homes) | Q(provider__in=providers.values("provider"))
    if mine.filter(role=Role.OPERATOR.value).exists():
        within |= Q(role=Role.OPERATOR.value)
    theirs = Membership.objects.filter(user=user)
    if (theirs if ever else theirs.in_force(at=at)).exclude(within).exists():
        raise OutOfReach(
            f"{user.name} also has access to something that you do not manage. "
            "Ask whoever looks after this installation."
        )


def _is_of(place: Home | Provider | None, role: Role) -> bool:
    reach = ROLES[role].reach
    if isinstance(place, Home):
        return reach is Reach.HOME
    if isinstance(place, Provider):
        return reach is Reach.PROVIDER or role in BY_CONSENT
    return reach is Reach.INSTALLATION
