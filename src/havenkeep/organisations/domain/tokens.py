"""The secret in a one-time link: 256 random bits, of which only the SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Final

BYTES: Final = 32
GOOD_FOR: Final = timedelta(days=7)


def new_token() -> str:
    """Return a new secret: 43 characters that fit in an address."""
    return secrets.token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """Return the SHA-256 of a token, in hex. Nobody gets back from it to the token."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
