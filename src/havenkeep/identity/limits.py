"""Limits on guessing. They slow the guesser, and can shut out neither a whole home nor a colleague.

A failed sign-in counts against the pair of e-mail and address, against the e-mail from browsers that never
signed in with it, and against the address. A browser that signed in with an e-mail before has an allowance of
its own, which nobody else can use up. Passkeys are not counted here: there is nothing to guess.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from havenkeep.audit.actions import keyed_digest

RATES: Final[Mapping[str, str]] = {
    "pair": "5/5m/key",
    "known": "10/5m/key",
    "stranger": "50/1h/key",
    "address": "150/5m/ip",
    "told": "1/1h/key",
    "forgotten_address": "30/1h/ip",
    "forgotten": "3/1h/key",
    "invitation": "60/5m/ip",
    "check": "60/5m/ip",
    "card": "60/5m/ip",
    "card_known": "20/5m/key",
    "link_address": "120/1h/ip",
    "link": "3/1h/key",
}
COOKIE: Final = f"{settings.COOKIE_PREFIX}known_here"
SALT: Final = "havenkeep.identity.known_here"
LASTS: Final = 180 * 24 * 60 * 60  # seconds
MOST_PEOPLE: Final = 20  # who share one browser


@dataclass(slots=True)
class Try:
    """What one try used up; given back when it turns out right."""

    used: list[Any] = field(default_factory=list)

    def rollback(self) -> None:
        for one in self.used:
            one.rollback()


def take(request: HttpRequest, limit: str, *, key: str = "") -> Any | None:
    """Use up one of a limit, also for a page that is only read; None when there is nothing left."""
    return ratelimit.consume(
        request, app="havenkeep", action=limit, config=dict(RATES), key=key or None, limit_get=True
    )


def take_try(request: HttpRequest, *, email: str) -> Try | None:
    """Count a try at an e-mail's password; None when there were too many."""
    who = email.strip().casefold()
    device = _known(request).get(_name(who))
    kinds = (
        {"known": f"{who}|{device}"} if device else {"pair": f"{who}|{_address(request)}", "stranger": who}
    )
    taken = Try()
    for limit, key in (kinds | {"address": ""}).items():
        used = take(request, limit, key=key)
        if used is None:
            # What this try took elsewhere is given back: a stopped try costs nobody else anything.
            taken.rollback()
            return None
        taken.used.append(used)
    return taken


def know_browser(request: HttpRequest, response: HttpResponse, *, email: str) -> None:
    """Remember in a browser that it signed in with this e-mail, as a digest."""
    name, known = _name(email.strip().casefold()), _known(request)
    device = known.pop(name, "") or secrets.token_urlsafe(12)
    kept = {name: device} | dict(list(known.items())[: MOST_PEOPLE - 1])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _known(request: HttpRequest) -> dict[str, str]:
    try:
        found: dict[str, str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return found


def _name(email: str) -> str:
    return keyed_digest(f"known-here:{email}")[:16]


def _address(request: HttpRequest) -> str:
    return str(ratelimit.get_ip(request))
