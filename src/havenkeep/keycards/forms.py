"""What is typed to come in with a card or a link, and to name a tablet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from havenkeep.design.fields import CharField, CheckboxesField, ConfirmField, EmailField, PasswordField
from havenkeep.design.fields.base import DesignBoundField
from havenkeep.design.forms import Form
from havenkeep.keycards.domain.pins import LONGEST, SHORTEST, BadPin, Flaw, check_pin
from havenkeep.keycards.domain.words import CardWords
from havenkeep.keycards.models import KeyCard


class SpokenForm(Form):
    """A form in the language of who fills it in."""

    def __init__(self, *args: Any, words: CardWords, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self.error_word, self.errors_title = words.error, words.errors_title


class PinField(PasswordField):
    """Digits that nobody beside reads, with the keypad of a phone; spaces between them are fine.

    `one-time-code`, because browsers offer to keep any other password, on a shared tablet too.
    """

    def __init__(self, *, words: CardWords, **kwargs: Any) -> None:
        said = {"required": words.pin_missing, "max_length": words.flaw(Flaw.LENGTH)}
        super().__init__(
            autocomplete="one-time-code", width="10", max_length=64, size="m", error_messages=said, **kwargs
        )
        self.words = words

    def to_python(self, value: Any) -> str:
        return "".join(str(value or "").split())

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        found = super().params(bound)
        return found | {
            "classes": f"{found['classes']} hk-pin",
            "attributes": {"inputmode": "numeric"},
            "showPasswordText": self.words.show,
            "hidePasswordText": self.words.hide,
            "showPasswordAriaLabelText": self.words.pin_show,
            "hidePasswordAriaLabelText": self.words.pin_hide,
            "passwordShownAnnouncementText": self.words.pin_shown,
            "passwordHiddenAnnouncementText": self.words.pin_hidden,
        }


class PinForm(SpokenForm):
    """The PIN of a card that was used before. `card` says which one the page asked about."""

    card = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, card: KeyCard, shared: bool, words: CardWords, **kwargs: Any) -> None:
        super().__init__(*args, words=words, **kwargs)
        self.fields["card"].initial = card.pk
        self.fields |= self.pins()
        if not shared:
            self.fields["remember"] = ConfirmField(label=words.remember, required=False, mark_optional=False)

    def pins(self) -> dict[str, PinField]:
        """Return the boxes for PINs, in the order of the page."""
        return {"pin": PinField(label=self.words.pin_label, words=self.words)}


class ChoosePinForm(PinForm):
    """A new PIN, typed twice: nobody can tell its holder later what it was."""

    def pins(self) -> dict[str, PinField]:
        words = self.words
        hint = words.choose_hint.format(shortest=SHORTEST, longest=LONGEST)
        return {
            "pin": PinField(label=words.choose_label, hint=hint, words=words),
            "again": PinField(label=words.choose_again, words=words),
        }

    def clean_pin(self) -> str:
        """Check the PIN; raises ValidationError with the sentence to show."""
        pin: str = self.cleaned_data["pin"]
        try:
            check_pin(pin)
        except BadPin as bad:
            raise ValidationError(self.words.flaw(bad.flaw)) from bad
        return pin

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "pin" in given and "again" in given and given["pin"] != given["again"]:
            self.add_error("again", self.words.pins_differ)
        return given


class CodeForm(SpokenForm):
    """The code under the square of a card, for when the camera does not help."""

    def __init__(self, *args: Any, words: CardWords, **kwargs: Any) -> None:
        super().__init__(*args, words=words, **kwargs)
        wrong = dict.fromkeys(("max_length", "characters"), words.code_unknown)
        self.fields["code"] = CharField(
            label=words.code_label,
            hint=words.code_hint,
            max_length=40,
            autocomplete="off",
            spellcheck=False,
            error_messages={"required": words.code_missing} | wrong,
        )


class EmailForm(SpokenForm):
    """Where a link is to go."""

    def __init__(self, *args: Any, words: CardWords, **kwargs: Any) -> None:
        super().__init__(*args, words=words, **kwargs)
        wrong = dict.fromkeys(("invalid", "max_length"), words.email_invalid)
        self.fields["email"] = EmailField(
            label=words.email_label,
            hint=words.email_hint,
            error_messages={"required": words.email_missing} | wrong,
        )


class NewCardForm(Form):
    """One person’s next card. `seen` is the key of their card that the page showed; 0 when they had none."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class TabletForm(Form):
    label = CharField(
        label="Name of the tablet",
        hint="Such as “Tablet in the office”.",
        max_length=60,
        autocomplete="off",
    )


class PrintForm(Form):
    """Who gets a card on this sheet. `seen` is the key of the newest card that the page knew."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
    people = CheckboxesField(
        label="Who gets a card?",
        choices=[],
        error_messages={"required": "Tick at least one person"},
    )
