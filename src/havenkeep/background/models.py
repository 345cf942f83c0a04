"""When each piece of background work last ran and how it went, and which backups were made."""

from __future__ import annotations

from django.db import models


class Beat(models.Model):
    """The last run of one piece of work. Not a history: one row each."""

    name = models.CharField(max_length=60, primary_key=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

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
