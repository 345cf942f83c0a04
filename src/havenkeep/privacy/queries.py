"""Reading the data protection registers of one home."""

from __future__ import annotations

from django.db.models import Q

from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission
from havenkeep.organisations.models import Home
from havenkeep.privacy.models import Registration


def registration_of(home: Home) -> Registration | None:
    """Return the registration noted for a home. One query."""
    return Registration.objects.filter(home=home).first()


def sharing_registration(home: Home, *, user: User) -> list[Home]:
    """Return the provider's other homes that a user may note the same registration for, by name. One query.

    Those are homes where nothing is noted, or what is noted here: one legal owner pays once for all.
    """
    theirs = Home.objects.visible_to(user, permission=Permission.REGISTERS_EDIT)
    same = Registration.objects.filter(home=home).values("number")
    return list(
        theirs.filter(provider=home.provider_id)
        .exclude(pk=home.pk)
        .filter(Q(registration=None) | Q(registration__number__in=same))
        .order_by("name", "pk")
    )
