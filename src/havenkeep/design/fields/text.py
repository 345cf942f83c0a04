"""Fields that are typed into."""

from __future__ import annotations

import unicodedata
from datetime import time
from typing import Any, ClassVar, Literal

from django import forms
from django.core.exceptions import ValidationError

from havenkeep.design.domain.typed_times import UnreadableTimeError, read_time
from havenkeep.design.fields.base import DesignBoundField, LabelledField, capital

Width = Literal["2", "3", "4", "5", "10", "20", "30"]
LARGEST_INTEGER = 2_147_483_647


class _TypedField(LabelledField):
    """A single box with a keyboard."""

    component: ClassVar[str] = "input"
    input_type: ClassVar[str] = "text"

    def __init__(self, *, width: Width | None = None, autocomplete: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width = width
        self.autocomplete = autocomplete

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        value = bound.value()
        return super().params(bound) | {
            "value": "" if value is None else str(value),
            "type": self.input_type,
            "classes": f"govuk-input--width-{self.width}" if self.width else "",
            "autocomplete": self.autocomplete or None,
        }


class CharField(_TypedField, forms.CharField):
    """One line of text, at most 200 characters unless `max_length` says otherwise.

    Spaces at the ends go, letters are composed (NFC), line breaks become spaces. `prefix` and `suffix` are
    shown beside the box. Raises a sentence for characters that cannot be typed.
    """

    several_lines: ClassVar[bool] = False

    def __init__(
        self,
        *,
        max_length: int = 200,
        prefix: str = "",
        suffix: str = "",
        spellcheck: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.prefix = prefix
        self.suffix = suffix
        self.spellcheck = spellcheck

    def sentences(self) -> dict[str, str]:
        return super().sentences() | {
            "max_length": f"{capital(self.noun)} must be %(limit_value)d characters or fewer. "
            "It has %(show_value)d now",
            "min_length": f"{capital(self.noun)} must be %(limit_value)d characters or more",
            "characters": f"{capital(self.noun)} has a character that cannot be kept. Type it again",
        }

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept; raises ValidationError for control characters."""
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        kept = lines if self.several_lines else " ".join(lines.split("\n"))
        if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n" for letter in kept):
            raise ValidationError(self.error_messages["characters"], code="characters")
        return kept

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        return super().params(bound) | {
            "prefix": {"text": self.prefix} if self.prefix else None,
            "suffix": {"text": self.suffix} if self.suffix else None,
            "spellcheck": None if self.spellcheck else False,
        }


class TextAreaField(CharField):
    """Several lines of text, at most 5,000 characters unless `max_length` says otherwise."""

    component: ClassVar[str] = "textarea"
    several_lines: ClassVar[bool] = True
    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, max_length: int = 5000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.rows = rows

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        return super().params(bound) | {"rows": self.rows, "classes": ""}


class EmailField(_TypedField, forms.EmailField):
    """One e-mail address. Pass `autocomplete="off"` when it is somebody else's."""

    input_type: ClassVar[str] = "email"

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        super().__init__(autocomplete=autocomplete, **kwargs)

    def sentences(self) -> dict[str, str]:
        example = "Enter an e-mail address in full, such as name@example.org"
        return super().sentences() | {
            "invalid": example,
            "max_length": f"{capital(self.noun)} must be %(limit_value)d characters or fewer",
        }

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        return super().params(bound) | {"spellcheck": False, "autocapitalize": "none"}


class TimeField(_TypedField, forms.Field):
    """A time of day in one box, as people write it: 14:05, 2.05pm, noon. Cleans to a time or None."""

    noun_fallback: ClassVar[str] = "the time"
    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("width", "10")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        """Return the time of day; raises ValidationError when it cannot be read."""
        if value is None or isinstance(value, time):
            return value
        if not value.strip():
            return None
        try:
            return read_time(value)
        except UnreadableTimeError as reason:
            sentence = f"{capital(self.noun)} must be a time, such as 2:30pm or 14:30"
            raise ValidationError(sentence, code="invalid") from reason

    def prepare_value(self, value: Any) -> Any:
        """Return what the box shows."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class PasswordField(_TypedField, forms.CharField):
    """A password, never shown back; `autocomplete="new-password"` where one is being chosen."""

    component: ClassVar[str] = "password"
    widget = forms.PasswordInput

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        kwargs.setdefault("strip", False)
        kwargs.setdefault("max_length", 1024)
        super().__init__(autocomplete=autocomplete, **kwargs)

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        return super().params(bound) | {"value": None}


class IntegerField(_TypedField, forms.IntegerField):
    """A whole number; commas and spaces between the digits are fine. `suffix` is shown beside the box."""

    def __init__(
        self, *, min_value: int = 0, max_value: int = LARGEST_INTEGER, suffix: str = "", **kwargs: Any
    ) -> None:
        kwargs.setdefault("width", "5")
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)
        self.suffix = suffix

    def sentences(self) -> dict[str, str]:
        noun = capital(self.noun)
        return super().sentences() | {
            "invalid": f"{noun} must be a whole number, such as 12",
            "min_value": f"{noun} must be %(limit_value)s or more",
            "max_value": f"{noun} must be %(limit_value)s or fewer",
        }

    def to_python(self, value: Any) -> int | None:
        """Return the number; raises ValidationError when it is not a whole one."""
        typed = value.replace(",", "").replace(" ", "") if isinstance(value, str) else value
        return super().to_python(typed)

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        return super().params(bound) | {
            "inputmode": "numeric",
            "spellcheck": False,
            "suffix": {"text": self.suffix} if self.suffix else None,
        }
