"""The questions that the pages of an assessment ask."""

from __future__ import annotations

from havenkeep.assessment.forms.answers import (
    ASIDE,
    AnswerForm,
    JobForm,
    NotHereForm,
    PlanForm,
    PublicationForm,
    initial_answer,
)
from havenkeep.assessment.forms.bringing import AnswerColumnsForm, BringForm, OpeningForm, ToolkitForm

__all__ = [
    "ASIDE",
    "AnswerColumnsForm",
    "AnswerForm",
    "BringForm",
    "JobForm",
    "NotHereForm",
    "OpeningForm",
    "PlanForm",
    "PublicationForm",
    "ToolkitForm",
    "initial_answer",
]
