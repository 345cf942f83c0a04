"""What a role needs, the approval, asking a training of somebody, and the reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from havenkeep.design.fields import (
    CharField,
    CheckboxesField,
    Choice,
    ConfirmField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    TextAreaField,
    YesNoField,
)
from havenkeep.design.forms import Form
from havenkeep.needs.domain.starter import starter
from havenkeep.needs.queries.analysing import RoleLine
from havenkeep.needs.queries.finding_people import named_at
from havenkeep.organisations.models import Home
from havenkeep.people.domain.engagement import JOB_ROLE_TITLES, JobRole
from havenkeep.people.models import Person

AHEAD = timedelta(days=366)


def training_choices() -> list[Choice]:
    return [Choice(row.id, row.title, hint=row.what) for row in starter().trainings.values()]


class RoleForm(Form):
    """What one role sees and needs in this home."""

    sees = TextAreaField(
        label="What can this role see?",
        hint="Records, papers, screens, pay. No names.",
        noun="what this role can see",
        rows=3,
        max_length=400,
    )
    note = TextAreaField(
        label="Anything to add?",
        hint="Such as how you do it, or why it differs from the usual. No names.",
        rows=3,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trainings"] = CheckboxesField(
            label="Which training does it need?",
            choices=training_choices(),
            required=False,
            mark_optional=False,
        )
        self.order_fields(["sees", "trainings"])


class ApprovalForm(Form):
    """A tick for each role that is new or changed, and one for the whole."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, roles: Sequence[RoleLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in roles:
            self.fields[row.id] = ConfirmField(
                label=f"{row.title}: this is right for us",
                error_messages={
                    "required": f"Look at {row.title}, and tick it when it is right. If it is not, change it."
                },
            )
        self.fields["looked"] = ConfirmField(
            label="I looked at each role, and every role we have today is here",
            error_messages={"required": "Tick the last box when you have looked at each role."},
        )


class AssignForm(Form):
    """Ask a training of one person or of everyone in a role."""

    whom = RadioField(
        label="Who is it for?",
        noun="who it is for",
        choices=[
            Choice("role", "Everyone in a role", reveals="role"),
            Choice("person", "One person", reveals="person"),
        ],
    )
    role = SelectField(
        label="Which role?",
        noun="the role",
        choices=[(role.value, title) for role, title in JOB_ROLE_TITLES.items()],
        required=False,
        mark_optional=False,
    )
    person = CharField(
        label="Name or payroll number",
        hint="As on the staff list.",
        noun="the name or payroll number",
        max_length=120,
        autocomplete="off",
        spellcheck=False,
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, home: Home, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.home, self.on = home, on
        self.found: Person | None = None
        self.fields["training"] = SelectField(
            label="Which training?", noun="the training", choices=training_choices()
        )
        self.order_fields(["training"])
        self.fields["due_on"] = DateField(
            label="By which day?", noun="the day", earliest=on, latest=on + AHEAD, initial=on + timedelta(14)
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        whom = data.get("whom")
        if whom:
            self.need(whom)
        if whom == "person" and data.get("person"):
            self._find(data["person"])
        return data

    def said(self) -> dict[str, Any]:
        """Return what was asked. Call it on a form that is valid."""
        data = self.cleaned_data
        given = {"training": data["training"], "due_on": data["due_on"]}
        return given | ({"role": JobRole(data["role"])} if data["whom"] == "role" else {"person": self.found})

    def _find(self, typed: str) -> None:
        found = named_at(self.home, typed, on=self.on)
        if not found:
            self.add_error("person", "Nobody of this name works here today. Check the staff list.")
        elif len(found) > 1:
            self.add_error("person", "More than one person has this name. Enter the payroll number.")
        else:
            self.found = found[0]


class RemindersForm(Form):
    wanted = YesNoField(
        label="Should Havenkeep remind people by e-mail?",
        hint="Two weeks before a training is due, the day after, then every two weeks. Never at night, "
        "never twice in three days, never while somebody is away for long.",
        noun="whether to remind people",
    )
    most = IntegerField(
        label="How many times at most for one training?",
        noun="how many times",
        min_value=1,
        max_value=10,
        width="2",
    )
