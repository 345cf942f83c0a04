"""Opening a submission, and which homes it covers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from havenkeep.assessment.models import Cover, Submission
from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home, Provider


class CannotCover(Exception):
    """Raised with the sentence that says why a home cannot be covered."""


@transaction.atomic
def open_submission(*, home: Home, edition_id: str, by: Actor, at: datetime) -> Submission:
    """Open a home's own submission for an edition. A second time returns the first.

    Raises:
        CannotCover: head office publishes for this home in this edition.
    """
    submission, made = Submission.objects.get_or_create(
        edition=edition_id, home=home, provider=None, defaults={"made_at": at}
    )
    if not made:
        return submission
    _cover(submission, [home])
    _record(submission, event="assessment.submission_opened", fields=[edition_id], by=by, at=at)
    return submission


@transaction.atomic
def open_provider_submission(
    *, provider: Provider, edition_id: str, homes: Collection[Home], by: Actor, at: datetime
) -> Submission:
    """Open head office's submission for some of its homes.

    Raises:
        CannotCover: a home belongs to another provider, or publishes for itself in this edition.
    """
    submission, _ = Submission.objects.get_or_create(
        edition=edition_id, provider=provider, home=None, defaults={"made_at": at}
    )
    cover_homes(submission=submission, homes=homes, by=by, at=at)
    return submission


@transaction.atomic
def cover_homes(*, submission: Submission, homes: Collection[Home], by: Actor, at: datetime) -> None:
    """Add homes to a provider's submission. A home's own submission without answers gives way.

    Raises:
        CannotCover: a home belongs to another provider, or has answers of its own in this edition.
    """
    provider = submission.provider
    if provider is None:
        raise CannotCover("A service that publishes for itself covers only itself.")
    covered = set(submission.covers.values_list("home", flat=True))
    new = [home for home in homes if home.pk not in covered]
    for home in new:
        if home.provider_id != provider.pk:
            raise CannotCover(f"{home.name} belongs to another provider.")
        own = Submission.objects.filter(edition=submission.edition, home=home).first()
        if own is not None and own.responses.exists():
            raise CannotCover(f"{home.name} has answers of its own for this year. It publishes for itself.")
        if own is not None:
            own.delete()
    _cover(submission, new)
    if new:
        _record(submission, event="assessment.homes_covered", fields=[home.ref for home in new], by=by, at=at)


@transaction.atomic
def uncover_home(*, submission: Submission, home: Home, by: Actor, at: datetime) -> None:
    """Take a home out of a provider's submission; its answers and findings stay its own."""
    deleted, _ = Cover.objects.filter(submission=submission, home=home).delete()
    if deleted:
        _record(submission, event="assessment.home_uncovered", fields=[home.ref], by=by, at=at)


def _cover(submission: Submission, homes: Collection[Home]) -> None:
    taken = Cover.objects.filter(home__in=[home.pk for home in homes], edition=submission.edition)
    other = taken.select_related("home").first()
    if other is not None:
        raise CannotCover(f"Head office already publishes for {other.home.name} this year.")
    Cover.objects.bulk_create(
        [Cover(submission=submission, home=home, edition=submission.edition) for home in homes]
    )


def _record(submission: Submission, *, event: str, fields: list[str], by: Actor, at: datetime) -> None:
    record(
        stream=submission.stream,
        event=event,
        by=by,
        at=at,
        subject=f"assessment.submission:{submission.ref}",
        fields=fields,
    )
