"""Promises about form fields: what they take, what they refuse, how they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from havenkeep.design import fields
from havenkeep.design.fields import Choice
from havenkeep.design.forms import Form

HOSTILE = "Name <img src=x onerror=alert(1)>"
CHOICES: list[Choice | tuple[str, str]] = [("a", "First"), Choice("b", "Second", hint="The other one")]


def form_with(field: Any, **data: Any) -> Form:
    files = MultiValueDict({"it": [data.pop("upload")]}) if "upload" in data else MultiValueDict()
    posted = MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in data.items()}
    )
    made = type("Made", (Form,), {"it": field})
    return made(data=posted, files=files)


def error_of(field: Any, **data: Any) -> str:
    lines = form_with(field, **data).error_summary()
    assert len(lines) == 1
    return lines[0].text


def clean(field: Any, **data: Any) -> Any:
    form = form_with(field, **data)
    assert form.is_valid(), form.errors
    return form.cleaned_data["it"]


EVERY_FIELD: dict[str, Callable[..., Any]] = {
    "text": fields.CharField,
    "area": fields.TextAreaField,
    "email": fields.EmailField,
    "password": fields.PasswordField,
    "integer": fields.IntegerField,
    "date": fields.DateField,
    "time": fields.TimeField,
    "radio": lambda **kw: fields.RadioField(choices=[("a", HOSTILE)], **kw),
    "yes": fields.YesNoField,
    "boxes": lambda **kw: fields.CheckboxesField(choices=[Choice("a", "A", hint=HOSTILE)], **kw),
    "select": lambda **kw: fields.SelectField(choices=[("a", HOSTILE)], **kw),
    "confirm": fields.ConfirmField,
    "file": fields.FileField,
}


@pytest.mark.parametrize("kind", EVERY_FIELD)
def test_a_label_or_hint_from_data_is_only_ever_text(kind: str) -> None:
    drawn = form_with(EVERY_FIELD[kind](label=HOSTILE, hint=HOSTILE))["it"].as_field_group()
    assert "&lt;img src=x" in drawn
    assert "<img" not in drawn


@pytest.mark.parametrize("kind", EVERY_FIELD)
def test_an_answer_left_out_is_asked_for_and_the_line_leads_to_a_box_on_the_page(kind: str) -> None:
    form = form_with(EVERY_FIELD[kind](label="Thing"))
    (line,) = form.error_summary()
    assert line.text.split()[0] in {"Enter", "Choose", "Tick"}
    assert f'id="{line.href.removeprefix("#")}"' in form["it"].as_field_group()
    assert "govuk-error-message" in form["it"].as_field_group()


@pytest.mark.parametrize("kind", sorted(set(EVERY_FIELD) - {"confirm"}))
def test_an_optional_field_says_so(kind: str) -> None:
    assert (
        "Thing (optional)"
        in form_with(EVERY_FIELD[kind](label="Thing", required=False))["it"].as_field_group()
    )


@pytest.mark.parametrize("kind", sorted(set(EVERY_FIELD) - {"confirm"}))
def test_a_label_can_be_the_page_heading(kind: str) -> None:
    assert "<h1" in form_with(EVERY_FIELD[kind](label="Thing", page_heading=True))["it"].as_field_group()


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Name of the home", "Enter the name of the home"),
        ("Your name", "Enter your name"),
        ("ICO number", "Enter the ICO number"),
        ("What is it called?", "Answer “What is it called?”"),
    ],
)
def test_the_request_for_an_answer_is_made_from_the_label(label: str, said: str) -> None:
    assert error_of(fields.CharField(label=label)) == said


def test_the_noun_of_an_error_can_be_given() -> None:
    assert error_of(fields.DateField(label="When?", noun="the day it began")) == "Enter the day it began"


def test_text_is_composed_and_trimmed_and_kept_on_one_line() -> None:
    assert clean(fields.CharField(label="Name"), it="  Sia\u0302n\r\nPugh ") == "Siân Pugh"


def test_lines_of_a_text_area_are_kept() -> None:
    assert clean(fields.TextAreaField(label="Notes"), it="One\r\nTwo") == "One\nTwo"


@pytest.mark.parametrize("typed", ["a\x00b", "a\x1bb", "a\x85b"])
def test_characters_that_nobody_types_are_refused(typed: str) -> None:
    assert "cannot be kept" in error_of(fields.CharField(label="Name"), it=typed)


def test_text_that_is_too_long_is_told_by_how_much() -> None:
    said = error_of(fields.CharField(label="Name", max_length=5), it="Siobhan")
    assert said == "The name must be 5 characters or fewer. It has 7 now"


def test_what_was_typed_comes_back_with_the_error() -> None:
    form = form_with(fields.IntegerField(label="Beds"), it="a <lot>")
    assert 'value="a &lt;lot&gt;"' in form["it"].as_field_group()


def test_a_password_never_comes_back() -> None:
    form = form_with(fields.PasswordField(label="Password"), it="sesame-street-1")
    assert "sesame" not in form["it"].as_field_group()


def test_a_password_keeps_its_spaces() -> None:
    assert clean(fields.PasswordField(label="Password"), it=" a b ") == " a b "


def test_a_whole_number_may_have_commas() -> None:
    assert clean(fields.IntegerField(label="People"), it=" 1,200 ") == 1200


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12.5", "The number of beds must be a whole number, such as 12"),
        ("many", "The number of beds must be a whole number, such as 12"),
        ("0", "The number of beds must be 1 or more"),
        ("301", "The number of beds must be 300 or fewer"),
        ("9" * 5000, "The number of beds must be a whole number, such as 12"),
    ],
)
def test_a_number_out_of_bounds_is_one_sentence(typed: str, said: str) -> None:
    assert error_of(fields.IntegerField(label="Number of beds", min_value=1, max_value=300), it=typed) == said


def test_an_email_address_is_explained_by_example() -> None:
    said = error_of(fields.EmailField(label="Your e-mail address"), it="alice")
    assert said == "Enter an e-mail address in full, such as name@example.org"


def test_three_boxes_make_a_date() -> None:
    typed = {"it_day": " 5 ", "it_month": "March", "it_year": "2027"}
    assert clean(fields.DateField(label="Date"), **typed) == date(2027, 3, 5)


def test_three_empty_boxes_are_no_date() -> None:
    assert clean(fields.DateField(label="Date", required=False)) is None


def test_a_bad_date_marks_only_the_wrong_box_and_keeps_what_was_typed() -> None:
    form = form_with(fields.DateField(label="Date"), it_day="31", it_month="Feb", it_year="2027")
    (line,) = form.error_summary()
    drawn = form["it"].as_field_group()
    assert line.href == "#id_it_day"
    assert drawn.count("govuk-input--error") == 1
    assert 'value="Feb"' in drawn


def test_a_date_stays_between_its_bounds() -> None:
    field = fields.DateField(label="Date", earliest=date(2027, 1, 1), latest=date(2027, 3, 1))
    early = {"it_day": "31", "it_month": "12", "it_year": "2026"}
    late = {"it_day": "2", "it_month": "3", "it_year": "2027"}
    assert error_of(field, **early) == "The date must be on or after 1 January 2027"
    assert error_of(field, **late) == "The date must be on or before 1 March 2027"


def test_a_date_already_known_fills_the_boxes() -> None:
    made = type("Made", (Form,), {"it": fields.DateField(label="Date")})
    assert 'value="2027"' in made(initial={"it": date(2027, 3, 5)})["it"].as_field_group()


def test_a_time_is_read_as_it_is_written_and_a_bad_one_is_explained() -> None:
    field = fields.TimeField(label="Time of the call")
    assert clean(field, it="2.30pm") == time(14, 30)
    assert error_of(field, it="teatime") == "The time of the call must be a time, such as 2:30pm or 14:30"


def test_not_sure_stands_below_a_divider() -> None:
    field = fields.RadioField(label="Which?", choices=CHOICES, not_sure=True)
    drawn = form_with(field, it="not_sure")["it"].as_field_group()
    assert drawn.index("Second") < drawn.index("govuk-radios__divider") < drawn.index("Not sure")
    assert clean(field, it="not_sure") == "not_sure"


def test_an_answer_that_was_not_offered_is_refused() -> None:
    said = "Choose one of the answers in the list"
    assert error_of(fields.RadioField(label="Which", choices=CHOICES), it="z") == said
    assert error_of(fields.SelectField(label="Which", choices=CHOICES), it="z") == said
    assert error_of(fields.CheckboxesField(label="Which", choices=CHOICES), it=["a", "z"]) == said


@pytest.mark.parametrize(("posted", "meant"), [("yes", True), ("no", False), ("not_sure", None)])
def test_yes_no_and_not_sure_are_true_false_and_none(posted: str, meant: bool | None) -> None:
    assert clean(fields.YesNoField(label="Is it?", not_sure=True), it=posted) is meant


@pytest.mark.parametrize(("known", "value"), [(True, "yes"), (False, "no")])
def test_a_known_yes_or_no_is_shown_chosen(known: bool, value: str) -> None:
    made = type("Made", (Form,), {"it": fields.YesNoField(label="Is it?")})
    assert f'value="{value}" checked' in made(initial={"it": known})["it"].as_field_group()


def test_several_answers_come_back_ticked() -> None:
    form = form_with(fields.CheckboxesField(label="Which", choices=CHOICES), it=["a", "b"])
    assert form["it"].as_field_group().count(" checked") == 2


def test_answers_can_be_offered_after_the_form_is_made() -> None:
    made = type("Made", (Form,), {"it": fields.RadioField(label="Which", choices=[])})
    form = made(data=MultiValueDict({"it": ["x"]}))
    form.fields["it"].offer([Choice("x", "Extra")])
    assert form.is_valid()
    assert "Extra" in form["it"].as_field_group()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty. Choose another one"),
        (b"x" * 1_600_000, "The file is 1.5 MB. Choose one of 1 MB or less"),
    ],
)
def test_a_file_that_is_empty_or_too_large_is_refused(content: bytes, said: str) -> None:
    field = fields.FileField(label="Staff list", max_megabytes=1)
    assert error_of(field, upload=SimpleUploadedFile("list.csv", content)) == said


def test_a_file_makes_the_form_multipart() -> None:
    assert form_with(fields.FileField(label="Staff list")).is_multipart()
