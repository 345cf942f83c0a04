"""Noting a course of one person or of many, and what somebody brings from another service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField

from havenkeep.design.fields import (
    CharField,
    CheckboxesField,
    Choice,
    ConfirmField,
    DateField,
    FilesField,
    IntegerField,
    RadioField,
    SelectField,
)
from havenkeep.design.forms import Form
from havenkeep.evidence.judging.verdict import ACCEPT
from havenkeep.training.domain.catalogue import FOR_ROLE_TITLES, courses, other_course
from havenkeep.training.domain.outcomes import OUTCOME_TITLES, Outcome

OTHER = "other"
EARLIEST = date(2000, 1, 1)
EVERYBODY = "everyone"
OTHER_FIELDS = ("other_title", "covers", "for_role")
_OPTIONAL: dict[str, Any] = {"required": False, "mark_optional": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenCourse:
    """The course that a form names: from the catalogue, or another with what it was said to cover."""

    course: str
    title: str
    covers: frozenset[Outcome]
    for_role: str


class CourseForm(Form):
    """Which course, and when. `latest` is today: nobody has finished a course tomorrow."""

    course = SelectField(label="Which course?", choices=(), prompt="Choose one")
    other_title = CharField(label="Name of the other course", max_length=160, **_OPTIONAL)
    covers = CheckboxesField(
        label="What does the other course cover?",
        hint="Look at its outline or certificate. All four are needed, from one course or several.",
        choices=[(outcome.value, title) for outcome, title in OUTCOME_TITLES.items()],
        **_OPTIONAL,
    )
    for_role = RadioField(
        label="Who is the other course for?",
        hint="The lead and the manager need more than everyone’s course.",
        choices=[Choice(role or EVERYBODY, title) for role, title in FOR_ROLE_TITLES.items()],
        initial=EVERYBODY,
        **_OPTIONAL,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(row.id, row.title) for row in courses().values() if not row.ours]
        offered = self.fields["course"]
        assert isinstance(offered, SelectField)  # noqa: S101  # declared above
        offered.offer([*known, (OTHER, "Another course: say which below")])
        self.fields["completed_on"] = DateField(
            label="On which day was it finished?", noun="the date of the course", earliest=EARLIEST, latest=on
        )
        self.order_fields(["people", "course", "completed_on"])

    @property
    def other_fields(self) -> list[BoundField]:
        """Return what is asked about a course that is not in the catalogue, and folded away until then."""
        return [self[name] for name in OTHER_FIELDS]

    @property
    def is_other(self) -> bool:
        return self.is_bound and self.data.get("course") == OTHER

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("course") == OTHER:
            self.need("other_title")
            if not data.get("covers") and data.get("for_role") in {"", EVERYBODY, None}:
                self.add_error("covers", "Tick what the course covers, or choose below whom it is for.")
        return data

    def chosen(self) -> ChosenCourse:
        """Return the course. Call it on a form that is valid."""
        data = self.cleaned_data
        if data["course"] != OTHER:
            row = courses()[data["course"]]
            return ChosenCourse(course=row.id, title=row.title, covers=row.covers, for_role=row.for_role)
        role = data["for_role"] or EVERYBODY
        return ChosenCourse(
            course=other_course(data["other_title"]),
            title=data["other_title"],
            covers=frozenset(Outcome(outcome) for outcome in data["covers"]),
            for_role="" if role == EVERYBODY else role,
        )


class NoteForm(CourseForm):
    """One person's course, with their certificate."""

    score = IntegerField(
        label="Score", hint="If the certificate says one.", max_value=100, suffix="%", **_OPTIONAL
    )
    upload = FilesField(
        label="The certificate",
        hint="A file or a photo. It is put on file as proof.",
        accept=ACCEPT,
        photo=True,
        most=3,
        noun="a file",
        **_OPTIONAL,
    )
    link = CharField(
        label="Check page of the certificate or passport",
        hint="If it was made at another service with Havenkeep: the web address printed on it.",
        max_length=300,
        spellcheck=False,
        **_OPTIONAL,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        link = data.get("link") or ""
        if link and not link.startswith(("https://", "http://")):
            self.add_error("link", "Enter the whole address, starting with https://")
        return data

    def refuse(self, sentences: Iterable[str]) -> None:
        """Say why the certificate is not kept."""
        for sentence in sentences:
            self.add_error("upload", sentence)


class TogetherForm(CourseForm):
    """The same course on the same day by several `people`, each a ref and a name."""

    people = CheckboxesField(label="Who did it?", choices=(), noun="at least one person")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["people"]
        assert isinstance(offered, CheckboxesField)  # noqa: S101  # declared above
        offered.offer(people)


class ShownForm(Form):
    """The code of a certificate, or the address of a passport, that somebody shows."""

    shown = CharField(
        label="The code on the certificate, or the web address on the passport",
        hint="Such as ABCD-EFGH-JKMN, or what your phone’s camera opens.",
        noun="the code or the address",
        max_length=300,
        spellcheck=False,
        autocomplete="off",
    )
    same_person = ConfirmField(
        label="The name there is written differently, and it is the same person",
        required=False,
        mark_optional=False,
    )


class PublishingForm(Form):
    """The day on which publication is planned; empty for the toolkit's deadline."""

    def __init__(self, *args: Any, on: date, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publishing_on"] = DateField(
            label="On which day do you plan to publish?",
            hint="Leave it empty to count from the toolkit’s deadline.",
            noun="the planned day",
            required=False,
            mark_optional=False,
            earliest=on,
            latest=latest,
        )


class CodeForm(Form):
    """What anyone types to check a certificate."""

    code = CharField(
        label="The code on the certificate",
        hint="Twelve letters and numbers, such as ABCD-EFGH-JKMN. Capitals and hyphens do not matter.",
        noun="the code",
        max_length=40,
        width="20",
        spellcheck=False,
        autocomplete="off",
    )
