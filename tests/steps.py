"""Second steps for tests: an app whose codes are known, and signing in with it."""

from __future__ import annotations

import time
from itertools import count

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from havenkeep.identity.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
RECOVERY_CODES = tuple(f"{number:08}" for number in range(10_000_000, 10_000_100))
_unused = count()


def give_app(user: User) -> None:
    """Give a person an app, and a long sheet of recovery codes, because each works once."""
    adapter = get_adapter()
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": adapter.encrypt(SECRET)}
    )
    codes = [adapter.encrypt(code) for code in RECOVERY_CODES]
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data={"migrated_codes": codes}
    )


def app_code(secret: str = SECRET, *, later: int = 0) -> str:
    """Return what the app shows now, or `later` times thirty seconds from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def recovery_code() -> str:
    """Return a recovery code of `give_app` that no test of this run has used."""
    return RECOVERY_CODES[next(_unused)]
