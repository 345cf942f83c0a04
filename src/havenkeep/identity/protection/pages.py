"""What the page “Protect your sign-in” shows."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from django.http import HttpRequest

from havenkeep.identity.domain.guard import Guard
from havenkeep.identity.models import User
from havenkeep.identity.protection.queries import Protection, Step, protection_of
from havenkeep.identity.sessions.session import guard_of

NEEDS_HTTPS = (
    "Passkeys work over HTTPS, or at “localhost” on the computer that runs Havenkeep. "
    "This address is neither: use an app here."
)
NEEDS_NAME = "Passkeys need an address with a name, not a number. On this computer, open “localhost” instead."


def passkeys_missing(request: HttpRequest) -> str:
    """Return what passkeys are missing at the address in use; nothing when they work."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        local = host == "localhost" or host.endswith(".localhost")
        return "" if request.is_secure() or local else NEEDS_HTTPS
    loopback = ipaddress.ip_address(host).is_loopback
    return NEEDS_NAME if loopback or request.is_secure() else NEEDS_HTTPS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionPage:
    lead: str
    protection: Protection
    passkeys_missing: str
    needed: bool
    may_put_off: bool

    @classmethod
    def of(cls, request: HttpRequest, *, user: User) -> ProtectionPage:
        guard, protection = guard_of(request.session), protection_of(user)
        return cls(
            lead=_lead(guard, protection),
            protection=protection,
            passkeys_missing=passkeys_missing(request),
            needed=guard is Guard.NEEDED,
            may_put_off=guard is Guard.LATER,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalPage:
    step: Step
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesPage:
    """`codes` is empty once they were shown; `left` is how many are unused."""

    codes: tuple[str, ...]
    left: int


def _lead(guard: Guard, protection: Protection) -> str:
    if protection.steps:
        return "Your sign-in has a second step. A password that somebody learned does not open the door."
    if guard is Guard.NEEDED:
        return "Before you go on, add a second step. It takes two minutes, and you do it once."
    return "A password can be guessed or seen. A second step keeps the door shut. It takes two minutes."
