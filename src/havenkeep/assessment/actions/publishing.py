"""Recording that the assessment was published on the toolkit."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from havenkeep.assessment.domain.snapshot import digest, freeze
from havenkeep.assessment.domain.standing import Assessed, Standing
from havenkeep.assessment.models import Publication, Submission
from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor


class CannotPublish(Exception):
    """Raised with the sentence that says why a publication cannot be recorded."""


@transaction.atomic
def record_publication(
    *,
    submission: Submission,
    assessed: Assessed,
    standing: Standing,
    published_on: date,
    by: Actor,
    at: datetime,
) -> Publication:
    """Record what was published, frozen as the assessment stands now.

    What the toolkit shows is what counts: a standing that our numbers do not bear out may be recorded,
    and its snapshot keeps the numbers as they were. The same publication twice is one.

    Raises:
        CannotPublish: the day is in the future, before the edition opened, or nothing was reached.
    """
    if standing is Standing.NOT_YET:
        raise CannotPublish(
            "Choose what the toolkit shows: Approaching Standards, Standards Met or Exceeded."
        )
    if published_on > at.date():
        raise CannotPublish("The day of publication cannot be in the future.")
    if published_on < assessed.edition.opens_on:
        opened = f"{assessed.edition.opens_on.day} {assessed.edition.opens_on:%B %Y}"
        raise CannotPublish(
            f"{assessed.edition.title} opened on {opened}. "
            "A publication before that counted for the year before."
        )
    Submission.objects.select_for_update().get(pk=submission.pk)
    same = submission.publications.filter(published_on=published_on, standing=standing.value).first()
    if same is not None:
        return same
    number = (submission.publications.aggregate(newest=Max("number"))["newest"] or 0) + 1
    snapshot = freeze(assessed)
    publication = Publication.objects.create(
        submission=submission,
        number=number,
        edition_revision=assessed.edition.revision,
        published_on=published_on,
        standing=standing.value,
        snapshot=snapshot,
        digest=digest(snapshot),
        at=at,
        by=by.label,
    )
    record(
        stream=submission.stream,
        event="assessment.published",
        by=by,
        at=at,
        subject=f"assessment.publication:{submission.ref}.{number}",
        fields=["standing", "published_on", "snapshot"],
        values={"snapshot": publication.digest},
    )
    return publication
