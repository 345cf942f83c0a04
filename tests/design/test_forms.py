"""Promises about whole forms and the page they stand on."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from havenkeep.design.fields import CharField, Choice, RadioField, TextAreaField
from havenkeep.design.forms import ErrorLine, Form, PlainErrors


class Service(Form):
    """A question that reveals another."""

    kind = RadioField(
        label="What kind?", choices=[("home", "Home"), Choice("other", "Other", reveals="what")]
    )
    what = TextAreaField(label="What is it?", required=False, mark_optional=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("kind") == "other":
            self.need("what")


class SomebodyElses(forms.Form):
    """A form that knows nothing of us."""

    login = forms.CharField(label="Your <login>", help_text="As before.")
    secret = forms.CharField(widget=forms.PasswordInput)
    remember = forms.BooleanField(label="Remember me")


class OurSignIn(PlainErrors, SomebodyElses):
    """The same, dressed."""


def posted(**data: str) -> MultiValueDict[str, str]:
    return MultiValueDict({name: [value] for name, value in data.items()})


def page(form: forms.BaseForm) -> str:
    return render_to_string("design/layout_form.jinja", {"form": form})


def test_an_answer_makes_the_question_it_reveals_necessary() -> None:
    assert Service(posted(kind="home")).is_valid()
    assert Service(posted(kind="other")).error_summary() == (ErrorLine("Answer “What is it?”", "#id_what"),)


def test_a_revealed_question_is_drawn_once_inside_the_answer() -> None:
    drawn = page(Service(posted(kind="other", what="A"), prefix=None))
    assert drawn.count('name="what"') == 1
    assert drawn.index("govuk-radios__conditional") < drawn.index('name="what"')


def test_lines_typed_in_a_revealed_text_area_are_not_indented() -> None:
    assert ">One\nTwo</textarea>" in page(Service(posted(kind="other", what="One\nTwo")))


def test_a_hidden_input_is_on_the_page_without_a_label() -> None:
    drawn = page(Service(initial={"token": "t1"}))
    assert '<input type="hidden" name="token" value="t1" id="id_token">' in drawn
    assert 'for="id_token"' not in drawn


def test_the_error_summary_leads_the_page_and_its_title() -> None:
    drawn = page(Service(posted()))
    assert "<title>Error: " in drawn
    assert drawn.index("govuk-error-summary") < drawn.index("<form")


def test_a_form_without_errors_has_no_summary() -> None:
    drawn = page(Service())
    assert "govuk-error-summary" not in drawn
    assert "Error: " not in drawn


def test_an_error_of_the_whole_form_comes_first_and_leads_nowhere() -> None:
    form = Service(posted())
    form.add_error(None, "Somebody else has changed this.")
    assert form.error_summary()[0] == ErrorLine("Somebody else has changed this.", "")
    assert "Somebody else has changed this." in page(form)


def test_the_browser_leaves_checking_to_us() -> None:
    drawn = page(Service())
    assert " novalidate" in drawn
    assert " required" not in drawn


def test_somebody_elses_fields_wear_our_clothes() -> None:
    drawn = page(OurSignIn(posted(login="")))
    assert "Your &lt;login&gt;" in drawn
    assert 'class="govuk-input govuk-input--error"' in drawn
    assert 'class="govuk-checkboxes__input"' in drawn
    assert 'href="#id_secret"' in drawn


def test_prefixed_forms_keep_their_names_and_links_apart() -> None:
    class Row(Form):
        name = CharField(label="Name")

    form = Row(posted(), prefix="row-3")
    assert form.error_summary()[0].href == "#id_row-3-name"
    assert 'name="row-3-name"' in form["name"].as_field_group()
