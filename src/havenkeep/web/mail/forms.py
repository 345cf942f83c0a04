"""Through whom mail goes."""

from __future__ import annotations

from typing import Any

from havenkeep.design.fields import CharField, Choice, EmailField, IntegerField, PasswordField, RadioField
from havenkeep.design.forms import Form
from havenkeep.mail.domain.server import BadServer, Security, Server
from havenkeep.mail.models import MailServer
from havenkeep.web.mail.presets import SECURITY_WORDS


class ServerForm(Form):
    host = CharField(
        label="Server",
        hint="Such as smtp.office365.com.",
        max_length=253,
        spellcheck=False,
        autocomplete="off",
    )
    security = RadioField(
        label="How is the connection protected?",
        choices=[Choice(word.value, title, hint=hint) for word, (title, hint) in SECURITY_WORDS.items()],
        coerce=Security,
    )
    port = IntegerField(label="Port", hint="Usually 587.", min_value=1, max_value=65_535)
    user_name = CharField(
        label="User name",
        hint="Usually the whole e-mail address. Leave it empty when your relay asks for none.",
        max_length=254,
        required=False,
        spellcheck=False,
        autocomplete="off",
    )
    password = PasswordField(
        label="Password",
        hint="We keep it encrypted and never show it. Leave it empty to keep the one from before.",
        autocomplete="new-password",
        required=False,
    )
    from_address = EmailField(
        label="E-mail address that mail comes from",
        hint="Most providers accept only the address of the account.",
        max_length=254,
        autocomplete="off",
    )
    from_name = CharField(
        label="Name that mail comes from",
        hint="Such as Thistlewick House.",
        max_length=120,
        required=False,
        autocomplete="off",
    )

    def clean(self) -> dict[str, Any]:
        """Build the server of the answers."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.server = Server(**cleaned)
            except BadServer as wrong:
                self.add_error(wrong.part or None, str(wrong))
        return cleaned


def initial_server(kept: MailServer | None) -> dict[str, Any]:
    if kept is None:
        return {"port": 587, "security": Security.STARTTLS}
    names = ("host", "port", "security", "user_name", "from_address", "from_name")
    return {name: getattr(kept, name) for name in names}
