"""Inviting somebody, and the account of who accepts."""

from __future__ import annotations

from typing import Any

from havenkeep.design.fields import CharField, EmailField, PasswordField
from havenkeep.design.forms import Form
from havenkeep.identity.actions import CannotMakeAccount
from havenkeep.identity.passwords import PASSWORD_HINT
from havenkeep.organisations.actions import CannotInvite
from havenkeep.organisations.forms.people import LastDayForm


class InviteForm(LastDayForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = CharField(
            label="Their full name",
            noun="their full name",
            max_length=120,
            autocomplete="off",
            spellcheck=False,
        )
        self.fields["email"] = EmailField(
            label="Their e-mail address",
            hint="With it, only the account of this address can accept.",
            max_length=254,
            autocomplete="off",
            required=False,
        )
        self.order_fields(["name", "email", "role", "last_day"])

    def refuse(self, refused: CannotInvite) -> None:
        """Show beside its box why nobody can be invited so."""
        self.add_error(refused.field, refused.sentence)


class NewAccountForm(Form):
    """A new person chooses how to sign in. An e-mail that the invitation names is not asked for."""

    name = CharField(
        label="Your full name",
        hint="It stands beside what you do here.",
        noun="your full name",
        max_length=120,
        autocomplete="name",
        spellcheck=False,
    )

    def __init__(self, *args: Any, asks_email: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_email:
            self.fields["email"] = EmailField(
                label="Your e-mail address", hint="You sign in with it.", max_length=254
            )
        self.fields["password"] = PasswordField(
            label="Choose a password", hint=PASSWORD_HINT, noun="a password", autocomplete="new-password"
        )

    def refuse(self, refused: CannotMakeAccount) -> None:
        """Show beside its box why the account cannot be made."""
        for sentence in refused.sentences:
            self.add_error(refused.field if refused.field in self.fields else None, sentence)
