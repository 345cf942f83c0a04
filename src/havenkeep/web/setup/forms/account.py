"""The account that ends the journey."""

from __future__ import annotations

from havenkeep.design.fields import CharField, EmailField, PasswordField
from havenkeep.design.forms import Form
from havenkeep.identity.actions import CannotMakeAccount
from havenkeep.identity.passwords import PASSWORD_HINT
from havenkeep.web.setup.actions import Account


class AccountForm(Form):
    name = CharField(
        label="Your full name",
        hint="It stands beside what you confirm.",
        noun="your full name",
        max_length=120,
        autocomplete="name",
        spellcheck=False,
    )
    email = EmailField(
        label="Your e-mail address", hint="You sign in with it. We send nothing to it now.", max_length=254
    )
    password = PasswordField(
        label="Choose a password", hint=PASSWORD_HINT, noun="a password", autocomplete="new-password"
    )

    def account(self) -> Account:
        return Account(
            name=self.cleaned_data["name"],
            email=self.cleaned_data["email"],
            password=self.cleaned_data["password"],
        )

    def refuse(self, refused: CannotMakeAccount) -> None:
        """Show beside its box why the account cannot be made."""
        for sentence in refused.sentences:
            self.add_error(refused.field, sentence)
