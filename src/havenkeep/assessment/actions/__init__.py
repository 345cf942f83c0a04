"""The only writers of the assessment: one verb, one transaction, audit inside."""

from __future__ import annotations

from havenkeep.assessment.actions.answers import (
    Changed,
    Conflict,
    NewAnswer,
    confirm_answer,
    confirm_many,
    save_answer,
    save_many,
)
from havenkeep.assessment.actions.attesting import attest, attest_rest
from havenkeep.assessment.actions.bringing import bring_answers
from havenkeep.assessment.actions.carrying import carry_forward
from havenkeep.assessment.actions.comparing import note_comparison
from havenkeep.assessment.actions.opening import Begun, begin_edition
from havenkeep.assessment.actions.planning import make_plan
from havenkeep.assessment.actions.publishing import CannotPublish, record_publication
from havenkeep.assessment.actions.submissions import (
    CannotCover,
    cover_homes,
    open_provider_submission,
    open_submission,
    uncover_home,
)

__all__ = [
    "Begun",
    "CannotCover",
    "CannotPublish",
    "Changed",
    "Conflict",
    "NewAnswer",
    "attest",
    "attest_rest",
    "begin_edition",
    "bring_answers",
    "carry_forward",
    "confirm_answer",
    "confirm_many",
    "cover_homes",
    "make_plan",
    "note_comparison",
    "open_provider_submission",
    "open_submission",
    "record_publication",
    "save_answer",
    "save_many",
    "uncover_home",
]
