"""Finding the home that a command is about."""

from __future__ import annotations

from django.db.models import Q

from havenkeep.organisations.models import Home, Provider
from havenkeep.upkeep.trouble import BadUse


def the_home(name: str) -> Home:
    """Return the home with this reference or slug, with its provider and profile.

    Raises:
        BadUse: there is none.
    """
    homes = Home.objects.select_related("provider", "profile")
    home = homes.filter(Q(ref=name) | Q(slug=name)).order_by("pk").first()
    if home is None:
        raise BadUse(f"There is no home “{name}” here. Give its reference or slug, as in its web address.")
    return home


def the_provider(name: str) -> Provider:
    """Return the provider with this reference or slug.

    Raises:
        BadUse: there is none.
    """
    provider = Provider.objects.filter(Q(ref=name) | Q(slug=name)).order_by("pk").first()
    if provider is None:
        raise BadUse(
            f"There is no provider “{name}” here. Give its reference or slug, as in its web address."
        )
    return provider
