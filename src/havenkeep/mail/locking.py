"""Locking the mail server's password with a key that is not in the database.

AES-256-GCM under a key derived (HKDF, RFC 5869) from `secrets/secret-key`. The server's name and port are
bound to it, so nobody who can write to the database can have the password sent to a server of their own.
A backup holds both; with another secret key the password is entered again.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


class PasswordLost(Exception):
    """The password was locked with another key, or for another server. The text is one sentence."""


def lock_password(password: str, *, host: str, port: int) -> str:
    """Return the locked form; an empty password stays empty."""
    if not password:
        return ""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return b64encode(nonce + AESGCM(_key()).encrypt(nonce, password.encode(), _bound(host, port))).decode()


def open_password(locked: str, *, host: str, port: int) -> str:
    """Return the password.

    Raises:
        PasswordLost: it cannot be opened with this key for this server.
    """
    if not locked:
        return ""
    try:
        kept = b64decode(locked)
        opened = AESGCM(_key()).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], _bound(host, port))
    except (InvalidTag, ValueError) as wrong:
        raise PasswordLost(
            "The kept password of the mail server cannot be opened with this installation’s key. "
            "Enter it again on the page for e-mail."
        ) from wrong
    return opened.decode()


def _key() -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"havenkeep mail password")
    return derived.derive(settings.SECRET_KEY.encode())


def _bound(host: str, port: int) -> bytes:
    return f"{host.casefold()}:{port}".encode()
