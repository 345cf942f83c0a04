"""Where Django and its libraries leave mail: in the outbox, like everybody else."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.mail.actions import BadMessage, leave_message


class Outbox(BaseEmailBackend):
    """`EMAIL_BACKEND`: one message for each recipient; sender, attachments and HTML are left out."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Leave the messages; raises BadMessage, unless it is to fail silently."""
        left = 0
        for message in email_messages:
            try:
                for recipient in message.recipients():
                    leave_message(
                        to=recipient,
                        subject=" ".join(str(message.subject).split())[:200],
                        body=str(message.body),
                        kind="account",
                        by=SYSTEM,
                        at=timezone.now(),
                        key=f"account:{uuid4()}",
                    )
            except BadMessage:
                if not self.fail_silently:
                    raise
                continue
            left += 1
        return left
