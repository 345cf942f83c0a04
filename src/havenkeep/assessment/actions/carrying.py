"""Bringing last year's answers into this year's submission, each to be confirmed again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from havenkeep.assessment.actions.answers import Changed, NewAnswer, save_many
from havenkeep.assessment.domain.answer import Answer, Origin
from havenkeep.assessment.domain.carry import carried
from havenkeep.assessment.models import Submission
from havenkeep.audit.domain.actor import Actor
from havenkeep.standards.domain.edition import Edition, EditionMapping


def carry_forward(
    *,
    submission: Submission,
    answers: Mapping[str, Answer],
    mapping: EditionMapping,
    edition: Edition,
    by: Actor,
    at: datetime,
) -> Changed:
    """Bring answers of an older edition over as drafts; an item answered this year keeps its answer."""
    return save_many(
        submission=submission,
        answers=[
            NewAnswer(
                item=row.item,
                value=row.answer.value,
                not_applicable=row.answer.not_applicable,
                comment=row.answer.comment,
                origin=Origin.CARRIED_FORWARD,
                reworded=row.reworded,
            )
            for row in carried(answers, mapping=mapping, new=edition)
        ],
        only_empty=True,
        by=by,
        at=at,
    )
