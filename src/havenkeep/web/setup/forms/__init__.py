"""One form for each question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from havenkeep.web.setup.domain.questions import Asked
from havenkeep.web.setup.forms.base import QuestionForm
from havenkeep.web.setup.forms.people import DutiesForm, PeopleForm
from havenkeep.web.setup.forms.place import ComputingForm, HavingsForm, PressingForm
from havenkeep.web.setup.forms.service import ByHandForm
from havenkeep.web.setup.forms.toolkit import NhsForm, PublisherForm, SignInForm, StandingForm

FORMS: Mapping[Asked, type[QuestionForm]] = {
    Asked.SERVICE: ByHandForm,
    Asked.PUBLISHER: PublisherForm,
    Asked.SIGN_IN: SignInForm,
    Asked.STANDING: StandingForm,
    Asked.NHS: NhsForm,
    Asked.PEOPLE: PeopleForm,
    Asked.DUTIES: DutiesForm,
    Asked.HAVINGS: HavingsForm,
    Asked.COMPUTING: ComputingForm,
    Asked.PRESSING: PressingForm,
}


def form_for(
    asked: Asked, *, typed: Mapping[str, Any] | None, kept: Mapping[str, Any] | None, on: date
) -> QuestionForm:
    """Return the question's form: with what was `typed`, or else with what is already `kept`."""
    return FORMS[asked](typed, kept=kept or {}, on=on)
