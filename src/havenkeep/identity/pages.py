"""What the page “Your account” shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from havenkeep.design.wording import say_count, sentence_join
from havenkeep.identity.models import User
from havenkeep.identity.openid.queries import issuer_name, link_of
from havenkeep.identity.protection.pages import passkeys_missing
from havenkeep.identity.protection.queries import Protection, protection_of
from havenkeep.identity.sessions.queries import sittings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    name: str
    email: str
    has_password: bool
    protected: bool
    protection_words: str
    sessions: int
    issuer: str  # empty where people cannot sign in with an account from elsewhere
    linked: bool

    @classmethod
    def of(cls, user: User, *, at: datetime) -> AccountPage:
        protection = protection_of(user)
        return cls(
            name=user.name,
            email=user.email or "",
            has_password=user.has_usable_password(),
            protected=bool(protection.steps),
            protection_words=in_words(protection),
            sessions=len(sittings_of(user, at=at)),
            issuer=issuer_name(),
            linked=bool(issuer_name()) and link_of(user) is not None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """The ways in beside a password that there are at this address."""

    passkeys: bool
    issuer: str

    @classmethod
    def of(cls, request: HttpRequest) -> SignInPage:
        return cls(passkeys=not passkeys_missing(request), issuer=issuer_name())


def in_words(protection: Protection) -> str:
    """Say what protects a sign-in, such as “An app and 2 passkeys”."""
    words = ["an app"] if protection.app else []
    if protection.passkeys:
        words.append(say_count(len(protection.passkeys), "passkey"))
    said = sentence_join(words)
    return f"{said[:1].upper()}{said[1:]}" if said else "None yet"
