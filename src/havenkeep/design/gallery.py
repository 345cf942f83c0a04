"""Every component in every state, for those who build pages; shown only while debugging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from havenkeep.design.chrome import Chrome, NavLink, Notice, Tone
from havenkeep.design.fields import (
    CharField,
    CheckboxesField,
    Choice,
    ConfirmField,
    DateField,
    EmailField,
    FileField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    TextAreaField,
    TimeField,
    YesNoField,
)
from havenkeep.design.forms import Form
from havenkeep.design.icons import icon_names

View = Callable[[HttpRequest], HttpResponse]

AT: Final = datetime(2027, 3, 5, 14, 5, tzinfo=UTC)
ITEM_STATES: Final = (
    "to_do", "draft", "carried_forward", "said", "shown", "proven",
    "lapsing", "contradicted", "not_applicable",
)  # fmt: skip
FINDINGS: Final = {
    "met": "19 of 20 people in post have finished this year’s lesson (95%).",
    "not_met": "17 of 20 people in post have finished this year’s lesson (85%). 95% is asked for.",
    "lapsing": "The supplier’s certificate ends on 30 March 2027.",
    "could_not_tell": "No staff list has been given yet, so nobody can be counted.",
    "not_applicable": "The home keeps no paper records, said on 5 March 2027.",
}


class EveryQuestion(Form):
    """One field of each kind."""

    name = CharField(label="Name of the home", hint="As it is on the door.", autocomplete="organization")
    beds = IntegerField(label="Number of beds", min_value=1, max_value=400, suffix="beds")
    email = EmailField(label="Your e-mail address")
    password = PasswordField(label="New password", autocomplete="new-password", hint="12 letters or more.")
    met_at = TimeField(label="Time of the meeting", hint="For example, 2:30pm.", required=False)
    met_on = DateField(label="Date of the meeting", hint="For example, 27 3 2027 or 27 March 2027.")
    kind = RadioField(
        label="What kind of service is it?",
        choices=[
            Choice("care_home", "Care home", hint="People live here and are looked after here."),
            Choice("home_care", "Home care", hint="You visit people in their own homes."),
            Choice("other", "Something else", reveals="other_kind"),
        ],
        not_sure=True,
    )
    other_kind = CharField(label="What is it called?", required=False, mark_optional=False)
    locked = YesNoField(label="Do screens lock by themselves?", inline=True)
    papers = CheckboxesField(
        label="What do you keep on paper?",
        choices=[
            ("plans", "Care plans"),
            ("staff", "Staff files"),
            Choice("none", "Nothing on paper", exclusive=True, divider_before="or"),
        ],
    )
    region = SelectField(label="Region", choices=[("sw", "South West"), ("ne", "North East")])
    notes = TextAreaField(label="Anything else", hint="No names of residents, please.", required=False)
    staff_list = FileField(
        label="Staff list", hint="A spreadsheet: .xlsx, .ods or .csv.", accept=".xlsx,.ods,.csv"
    )
    confirmed = ConfirmField(label="I have checked this with the manager")

    def clean(self) -> None:
        if self.cleaned_data.get("kind") == "other":
            self.need("other_kind")


class OneQuestion(Form):
    """A page that is one question."""

    beds = IntegerField(label="How many beds are there?", hint="Count them all.", page_heading=True)


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """What the index shows."""

    states: tuple[str, ...]
    findings: dict[str, str]
    icons: tuple[str, ...]
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class SampleError:
    """An expired form, with what was typed in it."""

    status: int
    title: str
    sentence: str
    typed: tuple[tuple[str, str], ...]
    back: str


def _only_while_debugging(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return view(request)

    return login_not_required(guarded)


def _chrome() -> Chrome:
    here = reverse("design:gallery")
    words = (
        ("This week", "house"), ("Assessment", "clipboard-check"), ("People and training", "graduation-cap"),
        ("Equipment", "laptop"), ("Suppliers", "handshake"), ("If something goes wrong", "life-buoy"),
    )  # fmt: skip
    return Chrome(
        place_name="Thistlewick House",
        place_href=here,
        links=tuple(
            NavLink(text=text, href=here, icon=icon, current=icon == "house") for text, icon in words
        ),
        account_name="Alice Marsh",
        sign_out_href=here,
        switch_href=here,
        notices=(Notice("This is a made-up sample. Change what you like.", Tone.CALM),),
    )


def _page(template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    # Without the request, so that the project's own chrome does not take the place of the sample one.
    return HttpResponse(render_to_string(template, context), status=status)


@_only_while_debugging
def index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Show the components."""
    page = GalleryPage(ITEM_STATES, FINDINGS, tuple(sorted(icon_names())), AT.date(), AT)
    return _page("design/gallery/index.jinja", {"page": page, "chrome": _chrome()})


@_only_while_debugging
def questions(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Show every field, empty."""
    context = {"form": EveryQuestion(), "chrome": _chrome()}
    return _page("design/gallery/questions.jinja", context)


@_only_while_debugging
def mistakes(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Show every field with its error."""
    typed = {
        "name": "<b>",
        "beds": "lots",
        "email": "alice",
        "kind": "other",
        "met_at": "teatime",
        "notes": "One\nTwo",
    }
    when = {"met_on_day": "31", "met_on_month": "Feb", "met_on_year": "2027"}
    context = {"form": EveryQuestion(data=typed | when, files=MultiValueDict()), "chrome": _chrome()}
    return _page("design/gallery/questions.jinja", context)


@_only_while_debugging
def one_question(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Show a page that is one question."""
    context = {"form": OneQuestion(), "chrome": _chrome()}
    return _page("design/gallery/one_question.jinja", context)


@_only_while_debugging
def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Show a page without a home."""
    context = {"form": OneQuestion(), "chrome": Chrome.bare()}
    return _page("design/gallery/one_question.jinja", context)


@_only_while_debugging
def error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Show what becomes of a form that was open too long."""
    typed = (("what happened", "An e-mail was opened.\nThe laptop was switched off."),)
    page = SampleError(
        403, "This page has expired", "It was open too long.", typed, reverse("design:questions")
    )
    return _page("design/error.jinja", {"page": page, "chrome": Chrome.bare()}, status=403)
