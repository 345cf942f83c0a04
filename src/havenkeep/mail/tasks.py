"""What the worker does for mail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from havenkeep.leases.claiming import new_holder
from havenkeep.mail.domain.states import STATES, State
from havenkeep.mail.models import Message
from havenkeep.mail.sending import send_due

KEPT: Final = timedelta(days=90)
TEXT_KEPT: Final = timedelta(days=14)


def send_waiting(at: datetime) -> None:  # noqa: ARG001  # each message is sent at its own time
    """Send what waits in the outbox and is due."""
    send_due(clock=timezone.now, by=new_holder())


def clear_old(at: datetime) -> None:
    """Delete messages after 90 days, and the text of those that were not sent after two weeks."""
    over = Q(state__in=[state for state, row in STATES.items() if row.ended] + [State.UNSURE])
    Message.objects.filter(over, made_at__lte=at - KEPT).delete()
    Message.objects.filter(over, ended_at__lte=at - TEXT_KEPT).exclude(body="").update(body="")
