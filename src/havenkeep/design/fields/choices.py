"""Fields that are chosen from a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from django import forms

from havenkeep.design.fields.base import DesignBoundField, DesignField, GroupedField, LabelledField


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; `reveals` names a field of the same form that appears when it is chosen."""

    value: str
    text: str
    hint: str = ""
    reveals: str = ""
    divider_before: str = ""
    exclusive: bool = False


NOT_SURE = Choice(value="not_sure", text="Not sure", divider_before="or")
Choices = Iterable[Choice | tuple[str, str]]


def _as_choice(choice: Choice | tuple[str, str]) -> Choice:
    return choice if isinstance(choice, Choice) else Choice(str(choice[0]), str(choice[1]))


def _as_text(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None else str(value)


class Offering(DesignField, forms.ChoiceField):
    """Keeps the whole choices beside Django's pairs of value and label."""

    verb: ClassVar[str] = "Choose"
    options: tuple[Choice, ...] = ()

    def offer(self, choices: Choices) -> None:
        """Put these choices in place of the ones before, also on the field of a made form."""
        self.options = tuple(_as_choice(choice) for choice in choices)
        self.choices = [(choice.value, choice.text) for choice in self.options]

    def sentences(self) -> dict[str, str]:
        listed = "Choose one of the answers in the list"
        return super().sentences() | {"invalid_choice": listed, "invalid_list": listed}

    def _items(self, bound: DesignBoundField, chosen: frozenset[str]) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        for choice in self.options:
            if choice.divider_before:
                items.append({"divider": choice.divider_before})
            items.append(
                {
                    "value": choice.value,
                    "text": choice.text,
                    "hint": {"text": choice.hint} if choice.hint else None,
                    "checked": choice.value in chosen,
                    "behaviour": "exclusive" if choice.exclusive else None,
                    "conditional": _revealed(bound, choice),
                }
            )
        return items


def _revealed(bound: DesignBoundField, choice: Choice) -> dict[str, Any] | None:
    if not choice.reveals:
        return None
    return {"html": bound.form[choice.reveals].as_field_group()}


class RadioField(GroupedField, Offering, forms.TypedChoiceField):
    """One answer of a few; `coerce` makes the clean value.

    `not_sure=True` adds that answer, with the value `not_sure`, below a divider.
    """

    component: ClassVar[str] = "radios"
    widget = forms.RadioSelect

    def __init__(
        self,
        *,
        choices: Choices,
        not_sure: bool = False,
        inline: bool = False,
        coerce: Callable[[str], Any] = str,
        **kwargs: Any,
    ) -> None:
        super().__init__(coerce=coerce, **kwargs)
        self.inline = inline
        self.offer([*choices, *([NOT_SURE] if not_sure else [])])

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        chosen = frozenset({_as_text(bound.value())} - {""})
        return super().params(bound) | {
            "idPrefix": bound.auto_id,
            "items": self._items(bound, chosen),
            "classes": "govuk-radios--inline" if self.inline else "",
        }


class YesNoField(RadioField):
    """Yes, no and, with `not_sure=True`, not sure; `cleaned_data` holds True, False or None."""

    ANSWERS: ClassVar[dict[str, bool | None]] = {"yes": True, "no": False, "not_sure": None}

    def __init__(
        self, *, yes: Choice = Choice("yes", "Yes"), no: Choice = Choice("no", "No"), **kwargs: Any
    ) -> None:
        super().__init__(choices=[yes, no], coerce=self.ANSWERS.__getitem__, **kwargs)
        self.empty_value = None

    def prepare_value(self, value: Any) -> Any:
        """Return the value of the answer to show chosen."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class SelectField(LabelledField, Offering, forms.TypedChoiceField):
    """One answer of many, in a drop-down list that starts with `prompt`."""

    component: ClassVar[str] = "select"
    widget = forms.Select

    def __init__(
        self,
        *,
        choices: Choices,
        prompt: str = "Choose one",
        coerce: Callable[[str], Any] = str,
        **kwargs: Any,
    ) -> None:
        super().__init__(coerce=coerce, **kwargs)
        self.prompt = prompt
        self.offer(choices)

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        chosen = _as_text(bound.value())
        items = [
            {"value": choice.value, "text": choice.text, "selected": choice.value == chosen}
            for choice in self.options
        ]
        return super().params(bound) | {"items": [{"value": "", "text": self.prompt}, *items]}


class CheckboxesField(GroupedField, Offering, forms.TypedMultipleChoiceField):
    """Any number of answers; `cleaned_data` holds a list. A Choice may be `exclusive` (None of these)."""

    component: ClassVar[str] = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: Choices, coerce: Callable[[str], Any] = str, **kwargs: Any) -> None:
        super().__init__(coerce=coerce, **kwargs)
        self.offer(choices)

    def sentences(self) -> dict[str, str]:
        one_of = f"Choose at least one answer for “{str(self.label).strip()}”"
        return super().sentences() | {"required": one_of}

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        chosen = frozenset(_as_text(value) for value in bound.value() or ())
        return super().params(bound) | {
            "idPrefix": bound.auto_id,
            "items": self._items(bound, chosen),
        }


class ConfirmField(DesignField, forms.BooleanField):
    """One box to tick; its label stands beside the box. `cleaned_data` holds True, or False when optional."""

    component: ClassVar[str] = "confirm"

    def sentences(self) -> dict[str, str]:
        return {"required": "Tick the box to go on"}

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        params = super().params(bound)
        item = {
            "value": "yes",
            "text": bound.label,
            "hint": params.pop("hint"),
            "checked": bool(bound.value()),
        }
        return params | {"idPrefix": bound.auto_id, "items": [item]}
