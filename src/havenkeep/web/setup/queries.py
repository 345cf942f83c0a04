"""Whether set-up is still open, and what was answered so far."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from havenkeep.identity.models import User
from havenkeep.organisations.models import Home, Membership
from havenkeep.web.models import SetupDraft
from havenkeep.web.setup.domain.first_job import FirstJob, Situation, first_job
from havenkeep.web.setup.domain.profile import as_pressing, as_publisher, as_sign_in

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


def first_job_of(home: Home) -> FirstJob:
    """Return the job a home began with, as its profile tells it today. One query at most."""
    profile = home.profile
    return first_job(
        Situation(
            service_name=home.name,
            code=home.ods_code,
            publisher=as_publisher(profile.publisher),
            sign_in=as_sign_in(profile.toolkit_sign_in),
            pressing=as_pressing(profile.pressing),
        )
    )


def draft_of(digest: str) -> SetupDraft | None:
    """Return the draft that the key of this digest opened. One query."""
    return SetupDraft.objects.filter(bound_to=digest).first()
