"""Cards that let people in who have no work e-mail, where they were used, and links that do the same by mail.

Nothing here opens a door by itself: of tokens only digests are kept, of PINs a digest under a key that lies
outside the database (`pepper.py`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Q

from havenkeep.organisations.models import Home
from havenkeep.people.models import Person

ENROLLING: Final = timedelta(minutes=30)


class KeyCardQuerySet(models.QuerySet["KeyCard"]):
    def live(self) -> Self:
        """Cards that were not replaced or taken back."""
        return self.filter(ended_at=None)


class KeyCard(models.Model):
    """One printed card of one person, who has one that is live at most.

    `pin_secret` is empty until its holder has chosen a PIN. `wrong` counts wrong PINs on every device since
    the manager last opened the card; a right PIN takes those of its own device back.
    """

    FORGOTTEN_ROWS: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="key_cards")
    token_digest = models.CharField(max_length=64, unique=True)
    code_secret = models.CharField(max_length=64, unique=True)
    pin_secret = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.CharField(max_length=64, blank=True)
    pin_chosen_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = KeyCardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_live_card_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"card of {self.person_id}"


class CardDevice(models.Model):
    """One browser on which a card was tried. `since` is its first right PIN there; None for a stranger.

    `remembered`: the phone stands for the card, so that only the PIN is asked for.
    """

    card = models.ForeignKey(KeyCard, on_delete=models.CASCADE, related_name="devices")
    secret_digest = models.CharField(max_length=64)
    words = models.CharField(max_length=80)
    since = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField()
    remembered = models.BooleanField(default=False)
    wrong = models.PositiveSmallIntegerField(default=0)
    waits_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "secret_digest"], name="card_once_per_device"),
        ]
        indexes = [models.Index(fields=["secret_digest"], name="card_device_by_secret")]

    def __str__(self) -> str:
        return self.words


class SharedTabletQuerySet(models.QuerySet["SharedTablet"]):
    def live(self) -> Self:
        """Tablets that are set up and were not taken back."""
        return self.filter(ended_at=None, enrolled_at__isnull=False)

    def waiting(self, *, at: datetime) -> Self:
        """Tablets whose link is still to be opened on them."""
        return self.filter(ended_at=None, enrolled_at=None, made_at__gt=at - ENROLLING)


class SharedTablet(models.Model):
    """One browser in a home that everybody uses with their card. It knows nobody once they are done."""

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="shared_tablets")
    label = models.CharField(max_length=60)
    token_digest = models.CharField(max_length=64, unique=True)
    secret_digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.CharField(max_length=64, blank=True)
    enrolled_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SharedTabletQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["secret_digest"], name="shared_tablet_by_secret")]

    def __str__(self) -> str:
        return self.label


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    def good(self, *, at: datetime) -> Self:
        """Links that still open the door: not used, not run out."""
        return self.filter(used_at=None, expires_at__gt=at)


class SignInLink(models.Model):
    """A one-time link by mail to somebody's own page. `sent_to` is a digest of the e-mail it went to."""

    FORGOTTEN_ROWS: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    token_digest = models.CharField(max_length=64, unique=True)
    sent_to = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SignInLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"link for {self.person_id}"
