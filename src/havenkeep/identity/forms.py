"""The library's forms, made of our own fields."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.core.exceptions import ValidationError

from havenkeep.design.fields import EmailField, PasswordField
from havenkeep.design.forms import Form, PlainErrors
from havenkeep.identity.passwords import PASSWORD_HINT, check_new_password


class SignInForm(PlainErrors, LoginForm):  # type: ignore[misc]  # the library has no types
    """E-mail and password. The session ends by itself, so there is no "remember me"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": EmailField(label="E-mail address", noun="your e-mail address", autocomplete="username"),
            "password": PasswordField(label="Password", noun="your password"),
        }


class NewPasswordForm(PlainErrors, ChangePasswordForm):  # type: ignore[misc]  # the library has no types
    """The password now, and a new one. It is typed once, because it can be shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = PasswordField(
            label="New password", hint=PASSWORD_HINT, autocomplete="new-password", noun="a new password"
        )
        self.fields = {
            "oldpassword": PasswordField(label="Password now", noun="the password you have now"),
            "password1": new,
        }

    def clean_password1(self) -> str:
        """Check the new password; raises ValidationError with the sentence to show."""
        password: str = self.cleaned_data["password1"]
        check_new_password(password, user=self.user)
        if self.user.check_password(password):
            raise ValidationError("That is the password you have now. Choose another one")
        return password


class ForgottenForm(Form):
    """The e-mail to which a link to a new password may go."""

    email = EmailField(label="E-mail address", noun="your e-mail address", autocomplete="username")
