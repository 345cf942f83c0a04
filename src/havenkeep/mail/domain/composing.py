"""Writing a message as it travels. Line breaks in a header are refused by the `email` library itself."""

from __future__ import annotations

from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from havenkeep.mail.domain.server import Server


class Unwritable(ValueError):
    """The message cannot be written so that a mail server takes it."""


def compose(
    *, server: Server, to: str, subject: str, body: str, message_id: str, at: datetime
) -> tuple[str, str, bytes]:
    """Return sender, recipient and the message, plain text, with lines ended as mail wants it.

    Raises:
        Unwritable: a header has a line break, or an address cannot be written in plain letters.
    """
    message = EmailMessage(policy=policy.SMTP)
    try:
        sender, recipient = plain(server.from_address), plain(to)
        message["From"] = Address(server.from_name, addr_spec=sender)
        message["To"] = Address(addr_spec=recipient)
        message["Subject"] = subject
        message["Date"] = format_datetime(at.astimezone(UTC))
        message["Message-ID"] = message_id
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body, charset="utf-8", cte="quoted-printable")
        return sender, recipient, message.as_bytes()
    except (ValueError, IndexError) as wrong:  # the library's parser of addresses trips over odd ones
        raise Unwritable(str(wrong)) from wrong


def plain(address: str) -> str:
    """Return an address whose domain is in plain letters: `bücher.example` is `xn--bcher-kva.example`.

    Raises:
        ValueError: the domain has no such form, or the part before it has other than plain letters.
    """
    local, _, domain = address.rpartition("@")
    local.encode("ascii")
    return f"{local}@{domain.encode('idna').decode('ascii')}"
