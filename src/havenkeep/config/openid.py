"""Signing in with accounts that people have already: Microsoft 365, Google or any OpenID Connect issuer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ISSUER = "HAVENKEEP_OIDC_ISSUER"
CLIENT_ID = "HAVENKEEP_OIDC_CLIENT_ID"
SECRET_FILE = "HAVENKEEP_OIDC_SECRET_FILE"  # noqa: S105
PROVIDER_ID = "work"
# Behind these addresses of Microsoft's stands every tenant in the world, each free to claim any e-mail.
ANYBODYS = ("/common", "/organizations", "/consumers")


class BadOpenId(ValueError):
    """The settings cannot be used. The text is one sentence that names the variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenId:
    """One issuer. `domains` are those whose e-mails it is known to be right about, said or not."""

    issuer: str
    client_id: str
    secret_file: Path
    name: str
    domains: tuple[str, ...]

    @classmethod
    def read(cls, source: Mapping[str, str]) -> OpenId | None:
        """Read the variables; None where no issuer is set.

        Raises:
            BadOpenId: one is missing, or the issuer is one that anybody's accounts come from.
        """
        given = {name: source.get(name, "").strip() for name in (ISSUER, CLIENT_ID, SECRET_FILE)}
        if not any(given.values()):
            return None
        missing = [name for name, value in given.items() if not value]
        if missing:
            raise BadOpenId(f"Set {' and '.join(missing)} too, or none of the settings for OpenID Connect.")
        issuer = given[ISSUER].rstrip("/")
        parts = urlsplit(issuer)
        if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
            raise BadOpenId(f"{ISSUER} is “{issuer}”; set it to an address that begins with https://.")
        if any(f"{word}/" in f"{parts.path}/" for word in ANYBODYS):
            raise BadOpenId(f"{ISSUER} is open to everybody; use the one with your own tenant’s id in it.")
        domains = source.get("HAVENKEEP_OIDC_DOMAINS", "").casefold().split(",")
        return cls(
            issuer=issuer,
            client_id=given[CLIENT_ID],
            secret_file=Path(given[SECRET_FILE]).expanduser().resolve(),
            name=source.get("HAVENKEEP_OIDC_NAME", "").strip() or "your work account",
            domains=tuple(domain.strip() for domain in domains if domain.strip()),
        )

    def providers(self) -> dict[str, Any]:
        """Return what the sign-in library is told.

        Raises:
            BadOpenId: the file with the secret cannot be read.
        """
        try:
            secret = self.secret_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as wrong:
            raise BadOpenId(f"{SECRET_FILE} names {self.secret_file}, which cannot be read.") from wrong
        app = {
            "provider_id": PROVIDER_ID,
            "name": self.name,
            "client_id": self.client_id,
            "secret": secret,
            "settings": {
                "server_url": self.issuer,
                "issuer": self.issuer,
                "verified_email": list(self.domains),
                "email_authentication": True,
            },
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
