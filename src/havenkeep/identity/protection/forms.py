"""The library's forms of the second step, made of our own fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.forms import Field

from havenkeep.design.fields import CharField, PasswordField
from havenkeep.design.forms import PlainErrors

NOT_PROVED = "That passkey did not work. Try again, or choose another way."
FITS_FOR = 120  # seconds: thirty, and as many before and after, with room


def _code(label: str, hint: str) -> CharField:
    return CharField(
        label=label, hint=hint, noun="the code", width="10", max_length=20, autocomplete="one-time-code"
    )


class _OnceOnly(base.BaseAuthenticateForm):  # type: ignore[misc]  # the library has no types
    """Refuse a code from the app that was used, as long as it fits; the library forgets it sooner."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            digits = "".join(letter for letter in code if letter.isdigit())
            if not cache.add(f"totp-used:{self.authenticator.pk}:{digits}", 1, timeout=FITS_FOR):
                raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(PlainErrors, _OnceOnly, base.AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """A code from the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"code": _code("Code", "Six digits from your app, or eight of a recovery code.")}


class CodeAgainForm(PlainErrors, _OnceOnly, base.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"code": _code("Code", "Six digits from your app, or eight of a recovery code.")}


class PasswordAgainForm(PlainErrors, ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"password": PasswordField(label="Password", noun="your password")}


class NewAppForm(PlainErrors, ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"code": _code("Code from the app", "Six digits.")}


@contextmanager
def _hostile_until_proved() -> Iterator[None]:
    """Turn whatever the library trips over in a made-up passkey into one sentence."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise ValidationError(NOT_PROVED) from wrong
    except ValidationError as wrong:
        if getattr(wrong, "code", "") == "incorrect_code":
            raise ValidationError(NOT_PROVED) from wrong
        raise


def _say_so(field: Field) -> None:
    for code in ("required", "invalid"):
        field.error_messages[code] = NOT_PROVED


class NewPasskeyForm(PlainErrors, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey from the browser. Each one can be used with no password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = CharField(
            label="What do you call it?",
            hint="Such as “my phone” or “office computer”.",
            noun="a name",
            required=False,
            mark_optional=False,
            max_length=60,
        )
        self.fields = {"name": name, "credential": self.fields["credential"]}
        _say_so(self.fields["credential"])

    def clean(self) -> dict[str, Any]:
        with _hostile_until_proved():
            return cast(dict[str, Any], super().clean())


class PasskeyForm(PlainErrors, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_so(self.fields["credential"])

    def clean_credential(self) -> Authenticator:
        """Return the passkey that was proved; raises ValidationError with one sentence."""
        with _hostile_until_proved():
            return super().clean_credential()


class PasskeyAgainForm(PasskeyForm, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    reauthenticated = True


class PasskeySignInForm(PasskeyForm, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    passwordless = True


class NewCodesForm(PlainErrors, GenerateRecoveryCodesForm):  # type: ignore[misc]
    pass
