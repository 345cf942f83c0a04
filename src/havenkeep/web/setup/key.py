"""The one-time key: a file that the installation writes, and a flag in the session once it was shown."""

from __future__ import annotations

import hmac
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from havenkeep.audit.actions import keyed_digest

FLAG = "setup_key"


def key_file() -> Path:
    return Path(settings.DATA) / "secrets" / "setup-key"


def key_digest() -> str:
    """Return a digest of today's key, or an empty string when there is no key."""
    file = key_file()
    key = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    return keyed_digest(f"setup-key:{key}") if key else ""


def opens(given: str) -> bool:
    """Say whether this is the key. Takes as long for a wrong one as for the right one."""
    digest = key_digest()
    return bool(digest) and hmac.compare_digest(keyed_digest(f"setup-key:{given.strip()}"), digest)


def remember_key(request: HttpRequest) -> None:
    """Note in a fresh session that the key was shown. The key itself is not kept there."""
    request.session.cycle_key()
    request.session[FLAG] = key_digest()


def has_key(request: HttpRequest) -> bool:
    """Say whether this browser has shown the key that is still the key today."""
    shown, digest = request.session.get(FLAG, ""), key_digest()
    return bool(shown and digest) and hmac.compare_digest(shown, digest)


def forget_key(request: HttpRequest) -> None:
    request.session.pop(FLAG, None)
