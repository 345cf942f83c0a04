"""When each piece of background work last ran and how it went, and which backups were made."""

from __future__ import annotations

from django.db import models

from havenkeep.leases.row import Leased


class Beat(Leased):
    """The last run of one piece of work, and who is at it. Not a history: one row each.

    `failures` counts those in a row, since `failing_since`; `error` is the sentence of the last.
    """

    name = models.CharField(max_length=60, primary_key=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Backup(models.Model):
    """One backup that was made here, or the one that this installation was restored from."""

    made_at = models.DateTimeField()
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["made_at", "digest"], name="backup_noted_once")]

    def __str__(self) -> str:
        return self.name
