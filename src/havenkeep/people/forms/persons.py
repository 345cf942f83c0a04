"""Who somebody is, how they work here, and long absence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from havenkeep.design.fields import (
    CharField,
    Choice,
    ConfirmField,
    DateField,
    EmailField,
    RadioField,
    SelectField,
    YesNoField,
)
from havenkeep.design.forms import Form
from havenkeep.people.domain.engagement import ENGAGEMENTS, JOB_ROLE_TITLES, Engagement, JobRole
from havenkeep.people.domain.languages import ENGLISH, LANGUAGES
from havenkeep.people.models import Absence, Person, Post

AHEAD = timedelta(days=366)
NEW = "new"
_FIRST_DAY = date(1940, 1, 1)


def _name() -> CharField:
    return CharField(label="Full name", max_length=120, autocomplete="off", spellcheck=False)


def _number() -> CharField:
    return CharField(
        label="Payroll or employee number",
        hint="It tells two people of one name apart.",
        max_length=40,
        width="10",
        required=False,
        autocomplete="off",
        spellcheck=False,
    )


def _email() -> EmailField:
    return EmailField(label="E-mail address", required=False, autocomplete="off", max_length=254)


class DetailsForm(Form):
    """Who somebody is, and how to reach them."""

    name = _name()
    payroll_number = _number()
    email = _email()
    phone = CharField(label="Telephone", max_length=30, width="20", required=False, autocomplete="off")
    language = SelectField(
        label="Language they read best",
        hint="Lessons and cards are written in English, Polish and Romanian. Others get plain English.",
        choices=list(LANGUAGES.items()),
        initial=ENGLISH,
    )

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        return {
            name: getattr(person, name) for name in ("name", "payroll_number", "email", "phone", "language")
        }


class PostForm(Form):
    """How somebody works in this service, from when, and whether they see personal information."""

    def __init__(self, *args: Any, on: date, ending: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["engagement"] = RadioField(
            label="How do they work here?",
            choices=[Choice(key.value, row.title, hint=row.hint) for key, row in ENGAGEMENTS.items()],
            coerce=Engagement,
        )
        self.fields["role"] = SelectField(
            label="Role",
            choices=[(role.value, title) for role, title in JOB_ROLE_TITLES.items()],
            coerce=JobRole,
        )
        self.fields["job_title"] = CharField(
            label="Job title, if it says more", max_length=120, required=False, autocomplete="off"
        )
        self.fields["agency"] = CharField(
            label="Agency that sends them", max_length=120, required=False, autocomplete="off"
        )
        self.fields["sees_personal_data"] = YesNoField(
            label="Can they see people’s personal information?",
            hint="On paper or on a screen: care plans, handover sheets, door lists, staff files. "
            "If not, they do not count among the 95%.",
            initial=True,
        )
        days: dict[str, Any] = {"required": False, "earliest": _FIRST_DAY, "latest": on + AHEAD}
        self.fields["started_on"] = DateField(label="First day", noun="the first day", **days)
        if ending:
            self.fields["ended_on"] = DateField(label="Last day", noun="the last day", **days)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("started_on"), data.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", "The last day is before the first day. Check both dates.")
        return data

    @staticmethod
    def initial_of(post: Post) -> dict[str, Any]:
        return {
            "engagement": post.engagement,
            "role": post.role,
            "job_title": post.job_title,
            "agency": post.agency,
            "sees_personal_data": post.sees_personal_data,
            "started_on": post.started_on,
            "ended_on": post.ended_on,
        }


class AddForm(PostForm):
    """Add somebody. `alike` are people of the provider with this name or number: one of them, or not?"""

    OF_PERSON = ("name", "payroll_number", "email")

    def __init__(self, *args: Any, on: date, alike: Sequence[tuple[Person, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, on=on, ending=False, **kwargs)
        first: dict[str, Any] = {"name": _name(), "payroll_number": _number(), "email": _email()}
        if alike:
            first["same"] = RadioField(
                label="Somebody like this is known already. Is it the same person?",
                choices=[
                    *(Choice(person.ref, f"Yes: {person.name}", hint=words) for person, words in alike),
                    Choice(NEW, "No, somebody else", divider_before="or"),
                ],
            )
        self.fields = {**first, **self.fields}

    @property
    def known_by(self) -> dict[str, str]:
        """What tells whether somebody is known already, of what could be read; nothing before it was sent."""
        self.full_clean()
        read = self.cleaned_data if self.is_bound else {}
        return {name: read.get(name, "") for name in ("name", "payroll_number")}

    @property
    def of_person(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.OF_PERSON}

    @property
    def of_post(self) -> dict[str, Any]:
        left_out = {*self.OF_PERSON, "same"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class EndingForm(Form):
    """The last day in a post."""

    def __init__(self, *args: Any, post: Post, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"] = DateField(
            label="What is their last day?",
            noun="the last day",
            initial=post.ended_on or on,
            earliest=post.started_on,
            latest=on + AHEAD,
        )


class AbsenceForm(Form):
    """A long absence. Why is not asked."""

    def __init__(self, *args: Any, on: date, absence: Absence | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = {"earliest": _FIRST_DAY, "latest": on + AHEAD}
        self.fields["away_from"] = DateField(
            label="First day away",
            noun="the first day away",
            initial=absence.away_from if absence else on,
            **days,
        )
        self.fields["back_on"] = DateField(
            label="Back on",
            hint="Leave it empty until you know.",
            noun="the day back",
            initial=absence.back_on if absence else None,
            required=False,
            mark_optional=False,
            earliest=_FIRST_DAY,
            latest=on + 3 * AHEAD,
        )


class ConfirmForm(Form):
    """One box to tick before something that cannot be undone."""

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"] = ConfirmField(label=label)


class ChooseForm(Form):
    """Choose one of a few people or accounts."""

    def __init__(self, *args: Any, label: str, choices: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = RadioField(label=label, choices=list(choices))
