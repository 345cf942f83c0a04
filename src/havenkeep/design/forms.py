"""The form that our pages use."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from havenkeep.design.fields import DesignBoundField
from havenkeep.design.fields.choices import Offering
from havenkeep.design.renderer import DesignRenderer


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One line of the error summary; `href` leads to the box, and is empty for the form as a whole."""

    text: str
    href: str


class PlainErrors(forms.BaseForm):
    """What makes a form fit `design/layout_form.jinja`; mix it in front of somebody else's form.

    A form in another language has its own `error_word` and `errors_title`.
    """

    error_word = "Error"
    errors_title = "There is something to mend"
    default_renderer = DesignRenderer
    use_required_attribute = False

    def error_summary(self) -> tuple[ErrorLine, ...]:
        """Return the lines of the error summary in the order of the page; empty when all is well."""
        whole = [ErrorLine(str(error), "") for error in self.non_field_errors()]
        return (*whole, *(_error_line(bound) for bound in self if bound.errors))

    def shown_fields(self) -> tuple[BoundField, ...]:
        """Return the fields to draw one after the other: not the hidden, not those an answer reveals."""
        revealed = {
            choice.reveals
            for field in self.fields.values()
            if isinstance(field, Offering)
            for choice in field.options
        }
        return tuple(bound for bound in self.visible_fields() if bound.name not in revealed)

    def need(self, *names: str) -> None:
        """Ask, from `clean()`, for optional fields that an earlier answer has made necessary."""
        for name in names:
            if name not in self.errors and self.cleaned_data.get(name) in self.fields[name].empty_values:
                self.add_error(name, self.fields[name].error_messages["required"])


class Form(PlainErrors, forms.Form):
    """A form whose errors are plain sentences, gathered at the top of the page."""


def _error_line(bound: BoundField) -> ErrorLine:
    if isinstance(bound, DesignBoundField):
        return ErrorLine(bound.error_text, bound.error_href)
    return ErrorLine(str(bound.errors[0]), f"#{bound.id_for_label}")
