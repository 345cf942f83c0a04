"""Ending the sessions of one user, wherever they are signed in."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from havenkeep.identity.models import User


def end_sessions(*, user: User, at: datetime) -> int:
    """Sign a user out everywhere and return how many sessions that were. Reads every session not expired."""
    theirs = [
        session.session_key
        for session in Session.objects.filter(expire_date__gt=at).iterator(chunk_size=500)
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(session_key__in=theirs).delete()
    return len(theirs)
