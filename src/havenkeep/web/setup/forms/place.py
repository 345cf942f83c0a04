"""The questions about what is there, how computing is done, and what is pressing."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from havenkeep.design.fields import CheckboxesField, Choice, DateField, RadioField
from havenkeep.web.setup.domain.choices import (
    CARE_RECORDS,
    FIXERS,
    HAVINGS,
    MAILS,
    NO_HAVINGS,
    NO_MAILS,
    PRESSINGS,
    TEN_MINUTES,
    CareRecords,
    Fixer,
    Having,
    Mail,
    Pressing,
)
from havenkeep.web.setup.domain.questions import BY_NAME, Asked
from havenkeep.web.setup.domain.reading import Raw
from havenkeep.web.setup.forms.base import QuestionForm, offered

YES_NO_NOT_SURE = (Choice("yes", "Yes"), Choice("no", "No"), Choice("not_sure", "Not sure"))


def _three_ways(label: str, hint: str = "") -> RadioField:
    return RadioField(
        label=label, hint=hint, inline=True, choices=YES_NO_NOT_SURE, required=False, mark_optional=False
    )


class HavingsForm(QuestionForm):
    asked = Asked.HAVINGS
    has = CheckboxesField(
        label=BY_NAME[Asked.HAVINGS].title,
        hint=BY_NAME[Asked.HAVINGS].lead,
        page_heading=True,
        choices=offered(HAVINGS, dividing=Having.NOTHING, exclusive=NO_HAVINGS),
    )


class ComputingForm(QuestionForm):
    asked = Asked.COMPUTING
    care_records = RadioField(
        label="Care records",
        choices=offered(CARE_RECORDS, dividing=CareRecords.NOT_SURE),
        required=False,
        mark_optional=False,
    )
    medicines = RadioField(
        label="Medicine charts (MAR)",
        choices=offered(CARE_RECORDS, dividing=CareRecords.NOT_SURE),
        required=False,
        mark_optional=False,
    )
    mail = CheckboxesField(
        label="E-mail",
        hint="Tick all that you use.",
        choices=offered(MAILS, dividing=Mail.NONE, exclusive=NO_MAILS),
        required=False,
        mark_optional=False,
    )
    shared_devices = _three_ways("Do several people share a tablet or computer?")
    own_phones = _three_ways(
        "Do staff use their own phones for work?", "For the rota, e-mail, care notes or a chat group."
    )
    fixer = RadioField(
        label="Who mends computers when they break?",
        choices=offered(FIXERS, dividing=Fixer.NOT_SURE),
        required=False,
        mark_optional=False,
    )
    from_afar = _three_ways("Can they get into your computers from afar?")


class PressingForm(QuestionForm):
    asked = Asked.PRESSING
    pressing = CheckboxesField(
        label="Is any of this so?",
        hint="Tick all that apply.",
        choices=[
            Choice(
                choice.value,
                choice.text,
                hint=choice.hint,
                divider_before=choice.divider_before,
                exclusive=choice.exclusive,
                reveals="visit_on" if choice.value == Pressing.VISIT else "",
            )
            for choice in offered(PRESSINGS, dividing=Pressing.NONE, exclusive=(Pressing.NONE,))
        ],
    )
    visit_on = DateField(
        label="When is the visit?",
        hint="Leave it out if you do not know the day.",
        noun="the day of the visit",
        required=False,
        mark_optional=False,
    )
    ten_minutes = RadioField(
        label="When do you have ten quiet minutes?",
        choices=offered(TEN_MINUTES),
        required=False,
        mark_optional=False,
    )

    def limit(self, on: date) -> None:
        cast(DateField, self.fields["visit_on"]).earliest = on

    def from_kept(self, kept: Raw) -> dict[str, Any]:
        day = kept.get("visit_on")
        return {**kept, "visit_on": date.fromisoformat(day) if day else None}
