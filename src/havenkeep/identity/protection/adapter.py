"""Our rules for the library's second steps: secrets are locked, sentences are plain, the last one stays."""

from __future__ import annotations

import base64
import secrets
from functools import cache
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from havenkeep.design.chrome import PRODUCT
from havenkeep.design.square import square
from havenkeep.identity.models import User
from havenkeep.identity.protection.queries import is_last

NOT_RIGHT = "That code is not right. Codes from the app change every 30 seconds: type the newest one."


class SecondSteps(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": NOT_RIGHT,
        "cannot_delete_authenticator": "This is your only second step. Add another one first.",
        "cannot_generate_recovery_codes": "Add a passkey or an app first. Recovery codes stand in for them.",
    }

    def get_totp_issuer(self) -> str:
        return PRODUCT

    def _get_site_name(self) -> str:
        return PRODUCT

    def build_totp_svg(self, url: str) -> str:
        return square(url)

    def encrypt(self, text: str) -> str:
        return _lock(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret; one that nobody knows where the key is another, so that no code fits it."""
        try:
            return _lock(settings.SECRET_KEY).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_last(authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "My passkey" if number == 1 else f"Passkey {number}"


@cache
def _lock(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"havenkeep second steps")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret_key.encode())))
