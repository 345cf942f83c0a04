"""Asking for a link by mail. Whoever asks learns nothing of who has an account here."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.way_in.actions import BY_MAIL, make_way_in
from havenkeep.identity.way_in.queries import digest_of, person_with
from havenkeep.mail.actions import leave_message

SUBJECT = "Your link to a new Havenkeep password"
BODY = """\
Hello {name},

somebody asked for a new password for your Havenkeep account. If it was you, open this link within 30 minutes:

{address}

It works once. If it was not you, do nothing: your password stays as it is.
"""


@transaction.atomic
def mail_way_in(*, email: str, address: str, at: datetime) -> None:
    """Leave a message with a link for whoever signs in with this e-mail; nothing where nobody does.

    `address` is the page behind the link, in full, without the token.
    """
    user = person_with(email)
    if user is None or not user.email:
        return
    token = make_way_in(user=user, clears_second_factor=False, by=SYSTEM, at=at, lasts=BY_MAIL)
    leave_message(
        to=user.email,
        subject=SUBJECT,
        body=BODY.format(name=user.name, address=f"{address}?key={token}"),
        kind="new password",
        by=SYSTEM,
        at=at,
        key=f"way-in:{digest_of(token)}",
    )
