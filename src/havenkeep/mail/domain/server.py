"""A server that takes outgoing mail, and the address in which it can be written on one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit


class Security(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


USUAL_PORT: Final[Mapping[Security, int]] = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
SCHEMES: Final[Mapping[str, Security]] = {
    "smtp+starttls": Security.STARTTLS,
    "smtps": Security.TLS,
    "smtp": Security.NONE,
}
_HOST: Final = re.compile(
    r"[A-Za-z0-9_\u00a1-\uffff]([A-Za-z0-9._\u00a1-\uffff-]{0,251}[A-Za-z0-9\u00a1-\uffff])?"
)
_IPV6: Final = re.compile(r"[0-9A-Fa-f:.]{2,45}")
_ADDRESS: Final = re.compile(r"[^\s@<>\"\\,;:()\[\]]{1,64}@[^\s@<>\"\\,;:()\[\]]{1,253}")


class BadServer(ValueError):
    """What was given cannot be a mail server. The text is one sentence, without the password.

    `part` names the field that is wrong.
    """

    def __init__(self, sentence: str, *, part: str = "") -> None:
        super().__init__(sentence)
        self.part = part


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed in, as whom, and whose name stands on it. `user_name` is empty without sign-in."""

    host: str
    port: int
    security: Security
    from_address: str
    from_name: str = ""
    user_name: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            BadServer: a part is not what it should be.
        """
        if not (_HOST.fullmatch(self.host) or _IPV6.fullmatch(self.host)):
            raise BadServer(
                "The server must be a name such as smtp.example.org, without spaces or slashes.", part="host"
            )
        if not 1 <= self.port <= 65_535:
            raise BadServer("The port must be a number from 1 to 65535; usually it is 587.", part="port")
        if not _ADDRESS.fullmatch(self.from_address) or not self.from_address.partition("@")[0].isascii():
            raise BadServer(
                "The address that mail comes from must be in full, such as care@example.org.",
                part="from_address",
            )
        for part, domain in (("host", self.host), ("from_address", self.from_address.rpartition("@")[2])):
            if not _writable(domain):
                raise BadServer(f"{domain[:80]} cannot be the name of a server. Check it.", part=part)
        if not self.from_name.isprintable():
            raise BadServer("The name that mail comes from must be one line of text.", part="from_name")
        self._check_sign_in()

    def _check_sign_in(self) -> None:
        for part in ("user_name", "password"):
            text = getattr(self, part)
            if not (text.isascii() and text.isprintable()):
                raise BadServer(
                    "The user name and the password may hold only letters without accents, digits and signs "
                    "of an English keyboard.",
                    part=part,
                )
        if self.password and not self.user_name:
            raise BadServer("A password needs a user name beside it.", part="user_name")
        if self.user_name and self.security is Security.NONE and not self.is_here:
            raise BadServer(
                "A password is only sent over an encrypted connection. Choose STARTTLS or TLS, or leave the "
                "user name empty.",
                part="security",
            )

    @property
    def is_here(self) -> bool:
        """Whether it is this computer, so that nothing crosses a network."""
        return self.host in {"localhost", "127.0.0.1", "::1"}


def _writable(domain: str) -> bool:
    """Whether a name can be written in plain letters, as the network wants it."""
    try:
        return bool(domain.encode("idna"))
    except UnicodeError:
        return False


def read_url(text: str) -> Server:
    """Read `smtp+starttls://user:password@host:587?from=Name <address>`, percent-encoded where needed.

    The schemes are `smtp+starttls`, `smtps` (TLS from the start) and `smtp` (not encrypted).

    Raises:
        BadServer: it cannot be read; the sentence never holds the password.
    """
    try:
        url = urlsplit(text)
        port, host = url.port, url.hostname or ""
    except ValueError as wrong:
        raise BadServer("The server's address cannot be read.") from wrong
    security = SCHEMES.get(url.scheme)
    if security is None:
        raise BadServer("The server's address must begin with smtp+starttls://, smtps:// or smtp://.")
    origin = parse_qs(url.query).get("from", [""])[0]
    name, address = parseaddr(origin if origin.isprintable() else "")
    return Server(
        host=host,
        port=port or USUAL_PORT[security],
        security=security,
        user_name=unquote(url.username or ""),
        password=unquote(url.password or ""),
        from_address=address,
        from_name=name,
    )
