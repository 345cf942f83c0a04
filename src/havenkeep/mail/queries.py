"""What the outbox holds, and whether mail can go out at all."""

from __future__ import annotations

from django.conf import settings

from havenkeep.mail.models import MailServer


def is_set_up() -> bool:
    """Whether a server for outgoing mail is known, by the environment or an operator. At most one query."""
    return bool(settings.SMTP_URL) or MailServer.objects.exists()
