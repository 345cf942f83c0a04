"""Choosing a password with a one-time link."""

from __future__ import annotations

from typing import Any

from havenkeep.design.fields import PasswordField
from havenkeep.design.forms import Form
from havenkeep.identity.models import User
from havenkeep.identity.passwords import PASSWORD_HINT, check_new_password


class ChoosePasswordForm(Form):
    """One new password, typed once, because it can be shown."""

    password = PasswordField(
        label="New password", hint=PASSWORD_HINT, autocomplete="new-password", noun="a new password"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Check the new password; raises ValidationError with the sentence to show."""
        password: str = self.cleaned_data["password"]
        check_new_password(password, user=self.user)
        return password
