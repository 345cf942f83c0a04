"""The cookie that names a browser, so that it can be known again. By itself it opens nothing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from havenkeep.identity.domain.device import in_words
from havenkeep.organisations.domain.tokens import digest_of

COOKIE: Final = f"{settings.COOKIE_PREFIX}card_device"
SALT: Final = "havenkeep.keycards.device"
LASTS: Final = 400 * 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A browser: its secret, what is kept of it, and what it calls itself in words."""

    secret: str
    words: str

    @property
    def digest(self) -> str:
        return digest_of(self.secret)


def device_of(request: HttpRequest) -> Device | None:
    """Return the browser of a request; None when it has no cookie of ours yet."""
    try:
        secret: str = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return Device(secret=secret, words=_words(request))


def new_device(request: HttpRequest) -> Device:
    return Device(secret=secrets.token_urlsafe(32), words=_words(request))


def keep(response: HttpResponse, device: Device) -> HttpResponse:
    """Have the browser keep who it is."""
    response.set_cookie(
        COOKIE,
        signing.dumps(device.secret, salt=SALT),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _words(request: HttpRequest) -> str:
    return in_words(request.headers.get("User-Agent", ""))
