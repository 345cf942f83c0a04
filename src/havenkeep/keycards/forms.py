"""What is typed to come in with a card or a link, and to name a tablet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from havenkeep.design.fields import CharField, CheckboxesField, ConfirmField, EmailField, PasswordField
from havenkeep.design.fields.base import DesignBoundField
from havenkeep.design.forms import Form
from havenkeep.keycards.domain.pins import LONGEST, SHORTEST, BadPin, check_pin
from havenkeep.keycards.models import KeyCard

REMEMBER = "This is my own phone. Next time ask for my PIN only."


class PinField(PasswordField):
    """Digits that nobody beside reads, with the keypad of a phone; spaces between them are fine.

    `one-time-code`, because browsers offer to keep any other password, on a shared tablet too.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(autocomplete="one-time-code", width="10", max_length=64, noun="your PIN", **kwargs)

    def to_python(self, value: Any) -> str:
        return "".join(str(value or "").split())

    def params(self, bound: DesignBoundField) -> dict[str, Any]:
        found = super().params(bound)
        return found | {
            "classes": f"{found['classes']} hk-pin",
            "attributes": {"inputmode": "numeric"},
            "showPasswordAriaLabelText": "Show PIN",
            "hidePasswordAriaLabelText": "Hide PIN",
            "passwordShownAnnouncementText": "Your PIN can be seen",
            "passwordHiddenAnnouncementText": "Your PIN is hidden",
        }


class PinForm(Form):
    """The PIN of a card that was used before. `card` says which one the page asked about."""

    pin = PinField(label="Your PIN", size="m")
    remember = ConfirmField(label=REMEMBER, required=False, mark_optional=False)
    card = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, card: KeyCard, shared: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["card"].initial = card.pk
        if shared:
            del self.fields["remember"]


class ChoosePinForm(PinForm):
    """A new PIN, typed twice: nobody can tell its holder later what it was."""

    pin = PinField(
        label="Choose a PIN",
        size="m",
        hint=f"{SHORTEST} to {LONGEST} digits. Not a birthday, and nothing like 123456.",
    )
    again = PinField(label="The same PIN again", size="m")
    field_order = ("pin", "again", "remember")

    def clean_pin(self) -> str:
        """Check the PIN; raises ValidationError with the sentence to show."""
        pin: str = self.cleaned_data["pin"]
        try:
            check_pin(pin)
        except BadPin as bad:
            raise ValidationError(str(bad)) from bad
        return pin

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "pin" in given and "again" in given and given["pin"] != given["again"]:
            self.add_error("again", "The two PINs are not the same. Type the same one in both boxes.")
        return given


class CodeForm(Form):
    """The code under the square of a card, for when the camera does not help."""

    code = CharField(
        label="Code on the card",
        hint="12 letters and digits, under the square. Dashes and small letters are fine.",
        noun="the code on your card",
        max_length=40,
        autocomplete="off",
        spellcheck=False,
    )


class EmailForm(Form):
    email = EmailField(
        label="E-mail address", hint="The one that your manager has of you.", noun="your e-mail address"
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
