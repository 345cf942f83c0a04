"""Recovery codes are shown once: in the session that made them, for ten minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from havenkeep.identity.models import User
from havenkeep.identity.protection.queries import recovery_codes_of

SHOWN_FOR = timedelta(minutes=10)
KEY = "codes_shown"


def readable_codes(request: HttpRequest, *, user: User, at: datetime) -> tuple[str, ...]:
    """Return the codes while they may be read in this session, and note that they were."""
    sheet = recovery_codes_of(user)
    if sheet is None:
        return ()
    codes = sheet.wrap()
    if not codes.did_view:
        codes.mark_as_viewed()
        request.session[KEY] = [sheet.pk, (at + SHOWN_FOR).timestamp()]
    pk, until = request.session.get(KEY, (0, 0.0))
    return tuple(codes.get_unused_codes()) if pk == sheet.pk and at.timestamp() < until else ()
