"""Reading the data protection registers of one home."""

from __future__ import annotations

from havenkeep.organisations.models import Home
from havenkeep.privacy.models import Registration


def registration_of(home: Home) -> Registration | None:
    """Return the registration noted for a home. One query."""
    return Registration.objects.filter(home=home).first()
