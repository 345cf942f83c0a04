"""Digests, under a key that is not in the database, of what a plain one gives away: PINs, codes and e-mails.

HMAC-SHA256 under keys derived (HKDF, RFC 5869) from `secrets/secret-key`. It is fast on purpose: a slow hash
of six digits is tried through in minutes by whoever has the database, and would make two hundred people wait.
What protects a PIN is this key, and how few tries there are (`domain/tries.py`).
"""

from __future__ import annotations

import hmac
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def pin_digest(pin: str, *, token_digest: str) -> str:
    """Return what is kept of a PIN, 64 hex characters. The same PIN on another card gives another digest."""
    return _digest(f"{token_digest}:{pin}", purpose="key card PIN")


def code_digest(code: str) -> str:
    """Return what is kept of a card's printed code, 64 hex characters."""
    return _digest(code, purpose="key card code")


def mailbox_digest(email: str) -> str:
    """Return what is kept of the e-mail that a link went to, 64 hex characters."""
    return _digest(email, purpose="sign-in link e-mail")


def is_same(one: str, other: str) -> bool:
    """Compare two digests in a time that tells nothing."""
    return bool(one) and hmac.compare_digest(one, other)


def _digest(text: str, *, purpose: str) -> str:
    return hmac.new(_key(settings.SECRET_KEY, purpose), text.encode("utf-8", "replace"), sha256).hexdigest()


@cache
def _key(secret_key: str, purpose: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"havenkeep {purpose}".encode())
    return derived.derive(secret_key.encode())
