"""Reading a provider's homes, and who answers for them."""

from __future__ import annotations

from dataclasses import dataclass

from havenkeep.assessment.models import Submission
from havenkeep.organisations.models import Home, Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """Head office's submission for an edition, if there is one, and whom it may cover.

    `covered` and `free` may be chosen; `own` have answers of their own in this edition.
    """

    submission: Submission | None
    covered: tuple[Home, ...]
    free: tuple[Home, ...]
    own: tuple[Home, ...]


def homes_of(provider: Provider) -> list[Home]:
    """Return a provider's homes by name. One query."""
    return list(provider.homes.select_related("provider", "profile").order_by("name", "pk"))


def submission_of(provider: Provider, *, edition_id: str) -> Submission | None:
    """Return head office's submission for an edition. One query."""
    return provider.submissions.select_related("provider").filter(edition=edition_id).first()


def covering(provider: Provider, *, edition_id: str) -> Covering:
    """Return who is covered, and who may be. Four queries."""
    submission = submission_of(provider, edition_id=edition_id)
    covered = set(submission.covers.values_list("home", flat=True)) if submission else set()
    answered = Submission.objects.filter(edition=edition_id, home__provider=provider, responses__isnull=False)
    own = set(answered.values_list("home", flat=True)) - covered
    homes = homes_of(provider)
    return Covering(
        submission=submission,
        covered=tuple(home for home in homes if home.pk in covered),
        free=tuple(home for home in homes if home.pk not in covered | own),
        own=tuple(home for home in homes if home.pk in own),
    )
