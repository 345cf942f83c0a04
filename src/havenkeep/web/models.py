"""What the set-up journey remembers until it ends."""

from __future__ import annotations

from django.db import models


class SetupDraft(models.Model):
    """The answers given so far, before there is a home or an account. Deleted when set-up is finished.

    `bound_to` is a digest of the one-time key that opened the journey; whoever has today's key takes it over.
    """

    bound_to = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"set-up draft {self.pk}"
