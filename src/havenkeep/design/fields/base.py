"""A form field that knows its component: label, hint, error and widget come out together."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final, Literal

from django import forms
from django.forms.boundfield import BoundField

Size = Literal["s", "m", "l", "xl"]

OPEN_WORDS: Final = frozenset(
    {"a", "an", "the", "your", "their", "its", "our", "his", "her", "any", "all"}
    | {"who", "what", "when", "where", "why", "how", "which", "whether"}
)


def noun_from(label: str, *, fallback: str) -> str:
    """Return how to speak of a field in a sentence: `Name of the home` → `the name of the home`."""
    words = re.sub(r"\s+", " ", label).strip()
    if not words or words.endswith("?") or "." in words:
        return fallback
    first = words.split()[0]
    lowered = words if first[1:] != first[1:].lower() else words[0].lower() + words[1:]
    return lowered if first.lower() in OPEN_WORDS else f"the {lowered}"


def capital(sentence: str) -> str:
    """Return the sentence with a capital first letter, the rest as it was."""
    return sentence[:1].upper() + sentence[1:]


class DesignBoundField(BoundField):
    """A field with its data, rendered by the component that the field names."""

    field: DesignField

    def get_context(self) -> dict[str, Any]:
        """Return what the component's template needs: the macro's parameters."""
        return {"params": self.field.params(self)}

    def as_field_group(self) -> Any:
        """Return label, hint, error and widget as one safe piece of HTML."""
        return self.render()

    @property
    def error_text(self) -> str:
        """Return what is wrong in plain words, or an empty string."""
        sentences = [str(error) for error in self.errors]
        if len(sentences) < 2:
            return "".join(sentences)
        return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences)

    @property
    def error_href(self) -> str:
        """Return the address, on this page, of the box to mend."""
        return f"#{self.field.first_box(self)}"


class DesignField(forms.Field):
    """What our fields share.

    `hint` is a short help above the box; `size` is the label's size; `page_heading` makes the label the one
    h1 of the page; `noun` is how error sentences speak of it (made from the label when left out).
    """

    component: ClassVar[str]
    verb: ClassVar[str] = "Enter"
    noun_fallback: ClassVar[str] = "an answer"
    bound_field_class = DesignBoundField

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        size: Size = "s",
        page_heading: bool = False,
        noun: str = "",
        mark_optional: bool = True,
        **kwargs: Any,
    ) -> None:
        said = kwargs.get("error_messages") or {}
        super().__init__(label=label, help_text=hint, template_name=self._template(), **kwargs)
        self.size: Size = "l" if page_heading and size == "s" else size
        self.page_heading = page_heading
        self.noun = noun or noun_from(label, fallback=self.noun_fallback)
        self.mark_optional = mark_optional
        for code, sentence in self.sentences().items():
            if code not in said:
                self.error_messages[code] = sentence

    @classmethod
    def _template(cls) -> str:
        return f"design/fields/{cls.component}.jinja"

    def sentences(self) -> dict[str, str]:
        """Return our plain sentence for each error code."""
        question = str(self.label).strip()
        if self.noun == self.noun_fallback and question.endswith("?"):
            return {"required": f"Answer “{question}”"}
        return {"required": f"{self.verb} {self.noun}"}

    def label_text(self, bound: DesignBoundField) -> str:
        """Return the label as shown, marked when an answer is optional."""
        optional = self.mark_optional and not self.required
        return f"{bound.label} (optional)" if optional else str(bound.label)

    def first_box(self, bound: DesignBoundField) -> str:
        """Return the id that the error summary links to."""
        return bound.auto_id

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        """Return the parameters of the macro that draws this field."""
        error = bound.error_text
        spoken = getattr(bound.form, "error_word", "Error")
        return {
            "id": bound.auto_id,
            "name": bound.html_name,
            "hint": {"text": bound.help_text} if bound.help_text else None,
            "errorMessage": {"text": error, "visuallyHiddenText": spoken} if error else None,
            "disabled": self.disabled,
        }


class LabelledField(DesignField):
    """A field of one box: its label is a label."""

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        label = {
            "text": self.label_text(bound),
            "classes": f"govuk-label--{self.size}",
            "isPageHeading": self.page_heading,
        }
        return super().params(bound) | {"label": label}


class GroupedField(DesignField):
    """A field of several boxes: its label is the legend of a fieldset."""

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        legend = {
            "text": self.label_text(bound),
            "classes": f"govuk-fieldset__legend--{self.size}",
            "isPageHeading": self.page_heading,
        }
        return super().params(bound) | {"fieldset": {"legend": legend}}
