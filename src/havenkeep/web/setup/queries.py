"""Whether set-up is still open, and what was answered so far."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from havenkeep.identity.models import User
from havenkeep.organisations.models import Membership
from havenkeep.web.models import SetupDraft

_REAL = Q(Q(home__isnull=True) | Q(home__provider__is_sample=False)) & Q(
    Q(provider__isnull=True) | Q(provider__is_sample=False)
)


def real_accounts() -> QuerySet[User]:
    """Return the accounts that are not only of the made-up sample, also those that have been closed."""
    mine = Membership.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(~Exists(mine) | Exists(mine.filter(_REAL)))


def setup_is_open() -> bool:
    """Say whether this installation has no real account yet. One query."""
    return not real_accounts().exists()


def draft_of(digest: str) -> SetupDraft | None:
    """Return the draft that the key of this digest opened. One query."""
    return SetupDraft.objects.filter(bound_to=digest).first()
