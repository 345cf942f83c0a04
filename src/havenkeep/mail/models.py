"""The outbox, and the server that takes mail from it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from havenkeep.leases.claiming import SKEW
from havenkeep.leases.row import Leased
from havenkeep.mail.domain.hours import Hours, is_day
from havenkeep.mail.domain.pacing import LONGEST
from havenkeep.mail.domain.states import State


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        return self.filter(state=State.WAITING)

    def due(self, *, at: datetime) -> Self:
        """Return what may be tried now, the longest waiting first; at night only what goes at any hour.

        A try much further ahead than the longest pause was set before the clock was set back.
        """
        due = Q(next_try_at__lte=at) | Q(next_try_at__gt=at + LONGEST + SKEW)
        found = self.waiting().filter(due).order_by("next_try_at", "pk")
        return found if is_day(at) else found.filter(hours=Hours.ANY)


class Message(Leased):
    """One plain-text message to one address. The row is the queue: the worker finds those that wait.

    `key` is what the message is about; the same key is never sent twice. `wanted_at` is when somebody last
    wanted it sent, `hours` when in the day it may go. `message_id` is the last one it was given on the way.
    `result` is one sentence.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.name) for state in State],
        default=State.WAITING,
    )
    tries = models.PositiveSmallIntegerField(default=0)
    hours = models.CharField(
        max_length=3, choices=[(hours.value, hours.name) for hours in Hours], default=Hours.ANY
    )
    made_at = models.DateTimeField()
    wanted_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    message_id = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="message_due"),
            models.Index(fields=["-made_at", "-id"], name="message_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_sent_has_a_time",
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class MailServer(models.Model):
    """Through whom mail goes, as an operator set it. There is at most one row.

    `locked_password` can be opened only with the installation's secret key, and only for this host and port.
    """

    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=10)
    user_name = models.CharField(max_length=254, blank=True)
    locked_password = models.TextField(blank=True)
    from_address = models.CharField(max_length=254)
    from_name = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.CheckConstraint(name="mail_server_is_one", condition=Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class TestMail(models.Model):
    """The last test that an operator sent. There is at most one row."""

    at = models.DateTimeField()
    arrived = models.BooleanField()
    result = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(name="test_mail_is_one", condition=Q(pk=1))]

    def __str__(self) -> str:
        return f"test at {self.at}"
