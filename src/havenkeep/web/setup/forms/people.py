"""The questions about people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from havenkeep.design.fields import CharField, IntegerField, RadioField
from havenkeep.governance.domain.lead import DUTY_TITLES, Duty
from havenkeep.organisations.domain.kinds import KIND_TITLES
from havenkeep.web.setup.domain.people import SORTS
from havenkeep.web.setup.domain.questions import Asked
from havenkeep.web.setup.domain.reading import Raw
from havenkeep.web.setup.forms.base import QuestionForm, offered

MOST_PEOPLE = 5_000
JOB_TITLES = {
    Duty.LEAD: "The lead’s job title",
    Duty.DEPUTY: "The stand-in’s job title",
    Duty.ICO_DECIDER: "The decider’s job title",
}


class PeopleForm(QuestionForm):
    asked = Asked.PEOPLE
    kind = RadioField(label="Kind of service", choices=offered(KIND_TITLES))

    def __init__(self, typed: Mapping[str, Any] | None, *, kept: Raw, on: date) -> None:
        super().__init__(typed, kept=kept, on=on)
        for sort, (title, hint) in SORTS.items():
            self.fields[sort.value] = IntegerField(
                label=title, hint=hint, noun="the number", max_value=MOST_PEOPLE, required=False
            )


class DutiesForm(QuestionForm):
    asked = Asked.DUTIES

    def __init__(self, typed: Mapping[str, Any] | None, *, kept: Raw, on: date) -> None:
        super().__init__(typed, kept=kept, on=on)
        for duty, title in DUTY_TITLES.items():
            self.fields[f"{duty.value}_name"] = CharField(
                label=title,
                hint="Full name",
                size="m",
                noun="the name",
                max_length=120,
                autocomplete="off",
                spellcheck=False,
                required=False,
                mark_optional=False,
            )
            self.fields[f"{duty.value}_job"] = CharField(
                label=JOB_TITLES[duty],
                max_length=120,
                autocomplete="off",
                required=False,
                mark_optional=False,
            )
