"""Giving a duty, correcting it, noting the signature, ending it; and the NHS systems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from havenkeep.design.fields import CharField, Choice, ConfirmField, DateField, RadioField, SelectField
from havenkeep.design.forms import Form
from havenkeep.design.wording import say_date
from havenkeep.governance.domain.nhs_systems import LEVEL_WORDS, Use, nhs_systems
from havenkeep.governance.models import Appointment
from havenkeep.people.models import Person

AHEAD = timedelta(days=366)
FIRST_DAY = "From which day?"


class NamedForm(Form):
    """Who has a duty: a name, and who of the staff list that is. `staff` are those who work there now."""

    person = SelectField(
        label="Who is it on the staff list?",
        hint="Then their training counts for this duty.",
        choices=(),
        required=False,
        mark_optional=False,
    )
    name = CharField(
        label="Full name",
        hint="As it is to stand in the letter.",
        max_length=120,
        autocomplete="off",
        spellcheck=False,
        required=False,
        mark_optional=False,
    )
    job_title = CharField(label="Job title", hint="Such as deputy manager.", max_length=120)

    def __init__(self, *args: Any, staff: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = {person.ref: person for person in staff}
        offered = self.fields["person"]
        assert isinstance(offered, SelectField)  # noqa: S101  # declared above
        listed = [(ref, person.name) for ref, person in self.staff.items()]
        offered.offer([("", "Nobody there, or I am not sure"), *listed])
        if not self.staff:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = self.staff.get(data.get("person") or "")
        data["person"] = chosen
        if chosen is not None and not data.get("name") and "name" not in self.errors:
            data["name"] = chosen.name
        self.need("name")
        return data


class DutyForm(NamedForm):
    """Give one duty to a person, in place of whoever `holder` is."""

    def __init__(self, *args: Any, holder: Appointment | None = None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder = holder
        self.fields["since"] = DateField(label=FIRST_DAY, noun="the first day", initial=on, latest=on + AHEAD)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        since, holder = data.get("since"), self.holder
        if since and holder is not None and holder.since is not None and since < holder.since:
            self.add_error(
                "since",
                f"{holder.name} began on {say_date(holder.since)}. "
                "Choose that day or a later one, or correct the earlier appointment first.",
            )
        return data


class CorrectionForm(NamedForm):
    """Put right how an appointment was noted."""

    def __init__(self, *args: Any, appointment: Appointment, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"] = DateField(
            label=FIRST_DAY, noun="the first day", required=False, latest=appointment.ended_on or on + AHEAD
        )


def initial_correction(row: Appointment) -> dict[str, Any]:
    """Return what the form of a correction shows first."""
    return {
        "person": row.person.ref if row.person else "",
        "name": row.name,
        "job_title": row.job_title,
        "since": row.since,
    }


class SignatureForm(Form):
    signed_by = CharField(
        label="Who signed it?",
        hint="Their name and what they are, such as Jo Marsh, director.",
        noun="the name of who signed it",
        max_length=120,
    )
    most_senior = ConfirmField(
        label="There is nobody more senior: this person owns the business and appoints themselves",
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, appointment: Appointment, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appointment = appointment
        self.fields["signed_on"] = DateField(
            label="Which day is written beside the signature?", noun="the day of the signature", latest=on
        )
        self.order_fields(["signed_by", "signed_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = self.appointment.name.casefold()
        if not data.get("most_senior") and str(data.get("signed_by", "")).casefold().startswith(name):
            self.add_error(
                "signed_by",
                f"Somebody more senior than {self.appointment.name} signs: the owner, a director or "
                "the manager. If there is nobody, tick the box below.",
            )
        return data


class EndForm(Form):
    def __init__(self, *args: Any, appointment: Appointment, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"] = DateField(
            label="What is the last day?",
            noun="the last day",
            initial=appointment.ended_on or on,
            earliest=appointment.since,
            latest=on + AHEAD,
        )


class SystemsForm(Form):
    """One question for each NHS system; what is left open stays as it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, system in nhs_systems().items():
            self.fields[key] = RadioField(
                label=system.title,
                hint=f"{system.at_stake} Needs {LEVEL_WORDS[system.level]}.",
                choices=[Choice(Use.YES, "Yes"), Choice(Use.NO, "No"), Choice(Use.NOT_SURE, "Not sure")],
                inline=True,
                required=False,
                mark_optional=False,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            self.add_error(next(iter(self.fields)), "Answer at least one. “Not sure” is an answer.")
        return data

    def uses(self) -> dict[str, Use]:
        """Return what was said. Call it on a form that is valid."""
        return {key: Use(said) for key, said in self.cleaned_data.items() if said}
