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
from havenkeep.assessment.forms.bringing import BringForm, ColumnsForm, OpeningForm, ToolkitForm

__all__ = [
    "ASIDE",
    "AnswerForm",
    "BringForm",
    "ColumnsForm",
    "JobForm",
    "NotHereForm",
    "OpeningForm",
    "PlanForm",
    "PublicationForm",
    "ToolkitForm",
    "initial_answer",
]
