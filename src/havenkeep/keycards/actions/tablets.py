"""Making a browser the shared tablet of a home, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.keycards.device import Device
from havenkeep.keycards.models import SharedTablet
from havenkeep.organisations.domain.tokens import digest_of, new_token
from havenkeep.organisations.models import Home


class TabletLinkSpent(Exception):
    """Raised when a tablet's link was used, ran out, or was taken back a moment ago."""


@transaction.atomic
def make_tablet(*, home: Home, label: str, by: Actor, at: datetime) -> str:
    """Name a tablet and return the token of the link that is opened on it, good once, for half an hour."""
    token = new_token()
    tablet = home.shared_tablets.create(
        label=label.strip(), token_digest=digest_of(token), made_at=at, made_by_id=by.id
    )
    _record("keycards.tablet_named", tablet, by=by, at=at)
    return token


@transaction.atomic
def enrol_tablet(
    *, tablet: SharedTablet, device: Device, before: Device | None, by: Actor, at: datetime
) -> None:
    """Make a browser this tablet. What it was `before` is over.

    Raises:
        TabletLinkSpent: the link was used, ran out, or was taken back.
    """
    waiting = SharedTablet.objects.waiting(at=at).filter(pk=tablet.pk)
    if not waiting.update(secret_digest=device.digest, enrolled_at=at):
        raise TabletLinkSpent
    if before is not None:
        SharedTablet.objects.live().filter(secret_digest=before.digest).update(ended_at=at)
    _record("keycards.tablet_set_up", tablet, by=by, at=at)


@transaction.atomic
def end_tablet(*, tablet: SharedTablet, by: Actor, at: datetime) -> None:
    """Take a tablet back: from the next page on nobody is signed in there."""
    if SharedTablet.objects.filter(pk=tablet.pk, ended_at=None).update(ended_at=at):
        _record("keycards.tablet_ended", tablet, by=by, at=at)


def _record(event: str, tablet: SharedTablet, *, by: Actor, at: datetime) -> None:
    subject = f"keycards.tablet:{tablet.pk}"
    record(stream=tablet.home.stream, event=event, by=by, at=at, subject=subject)
