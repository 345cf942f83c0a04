"""The questions about the toolkit and the NHS."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from havenkeep.design.fields import Choice, DateField, IntegerField, RadioField
from havenkeep.governance.domain.nhs_systems import Use, nhs_systems
from havenkeep.web.setup.domain.choices import (
    LAST_STANDINGS,
    PUBLISHERS,
    SIGN_INS,
    LastStanding,
    Publisher,
    ToolkitSignIn,
)
from havenkeep.web.setup.domain.questions import BY_NAME, Asked
from havenkeep.web.setup.domain.reading import Raw
from havenkeep.web.setup.forms.base import QuestionForm, offered

TOOLKIT_BEGAN = date(2018, 4, 1)
USES = (Choice(Use.YES, "Yes"), Choice(Use.NO, "No"), Choice(Use.NOT_SURE, "Not sure"))


class PublisherForm(QuestionForm):
    asked = Asked.PUBLISHER
    publisher = RadioField(
        label=BY_NAME[Asked.PUBLISHER].title,
        hint=BY_NAME[Asked.PUBLISHER].lead,
        page_heading=True,
        noun="who publishes, or “Not sure”",
        choices=offered(PUBLISHERS, dividing=Publisher.NOT_SURE),
    )


class SignInForm(QuestionForm):
    asked = Asked.SIGN_IN
    sign_in = RadioField(
        label=BY_NAME[Asked.SIGN_IN].title,
        hint=BY_NAME[Asked.SIGN_IN].lead,
        page_heading=True,
        noun="one answer, or “Not sure”",
        choices=offered(SIGN_INS, dividing=ToolkitSignIn.NOT_SURE),
    )


class StandingForm(QuestionForm):
    asked = Asked.STANDING
    last = RadioField(
        label="It shows",
        noun="what it shows, or “Not sure”",
        choices=offered(LAST_STANDINGS, dividing=LastStanding.NOT_SURE),
    )
    published_on = DateField(
        label="When was that published?",
        hint="For example, 27 6 2026 or 27 June 2026.",
        noun="the day it was published",
        earliest=TOOLKIT_BEGAN,
        required=False,
    )
    mandatory = IntegerField(
        label="How many mandatory questions does your toolkit show?",
        hint="Only if you have it open. It helps us see whether our list is the same as yours.",
        noun="the number of questions",
        min_value=1,
        max_value=300,
        required=False,
    )

    def limit(self, on: date) -> None:
        cast(DateField, self.fields["published_on"]).latest = on

    def from_kept(self, kept: Raw) -> dict[str, Any]:
        day = kept.get("published_on")
        return {**kept, "published_on": date.fromisoformat(day) if day else None}


class NhsForm(QuestionForm):
    asked = Asked.NHS

    def __init__(self, typed: Mapping[str, Any] | None, *, kept: Raw, on: date) -> None:
        super().__init__(typed, kept=kept, on=on)
        for key, system in nhs_systems().items():
            self.fields[key] = RadioField(
                label=system.title, inline=True, required=False, mark_optional=False, choices=USES
            )

    def to_keep(self) -> dict[str, Any]:
        return {key: value or Use.NOT_SURE.value for key, value in super().to_keep().items()}
