"""Beginning an edition: the submission, the homes it covers, and last year's answers, all or none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from havenkeep.assessment.actions.answers import Changed
from havenkeep.assessment.actions.carrying import carry_forward
from havenkeep.assessment.actions.submissions import open_provider_submission, open_submission
from havenkeep.assessment.models import Submission
from havenkeep.assessment.queries import answers_of
from havenkeep.assessment.years import Earlier
from havenkeep.audit.domain.actor import Actor
from havenkeep.organisations.models import Home, Provider
from havenkeep.standards.domain.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    submission: Submission
    carried: Changed


@transaction.atomic
def begin_edition(
    *,
    publisher: Home | Provider,
    edition: Edition,
    earlier: Earlier | None,
    homes: Collection[Home] = (),
    by: Actor,
    at: datetime,
) -> Begun:
    """Open the submission, for a provider over some of its homes, and bring last year's answers as drafts.

    A second time changes nothing: an item that has an answer keeps it.

    Raises:
        CannotCover: head office publishes for this home, or a home has answers of its own.
    """
    if isinstance(publisher, Home):
        submission = open_submission(home=publisher, edition_id=edition.id, by=by, at=at)
    else:
        submission = open_provider_submission(
            provider=publisher, edition_id=edition.id, homes=homes, by=by, at=at
        )
    if earlier is None:
        return Begun(submission=submission, carried=Changed(added=0, changed=0, unchanged=0))
    carried = carry_forward(
        submission=submission,
        answers=answers_of(earlier.submission, edition=earlier.edition),
        mapping=earlier.mapping,
        edition=edition,
        by=by,
        at=at,
    )
    return Begun(submission=submission, carried=carried)
