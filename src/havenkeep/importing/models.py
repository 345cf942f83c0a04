"""What is remembered of sheets, and what waits between looking at an import and applying it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from havenkeep.identity.models import new_ref
from havenkeep.organisations.models import Home, Provider

KEPT = timedelta(hours=24)


def _one_place(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(home__isnull=False, provider__isnull=True) | Q(home__isnull=True, provider__isnull=False),
    )


class ColumnMap(models.Model):
    """Which column held what in a sheet with these headings, as a person said once."""

    home = models.ForeignKey(
        Home, on_delete=models.CASCADE, null=True, blank=True, related_name="column_maps"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="column_maps"
    )
    kind = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=32)
    columns = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            _one_place("column_map_has_one_place"),
            models.UniqueConstraint(fields=["home", "kind", "fingerprint"], name="column_map_once_per_home"),
            models.UniqueConstraint(
                fields=["provider", "kind", "fingerprint"], name="column_map_once_per_provider"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint}"


class PreviewQuerySet(models.QuerySet["Preview"]):
    def fresh(self, *, at: datetime) -> Self:
        """Previews that can still be looked at and applied."""
        return self.filter(made_at__gt=at - KEPT)


class Preview(models.Model):
    """The rows of an upload, kept for a day so that a person can look before they apply it, once.

    `rows` is emptied on application; `choices` is what the person settled; `result` is what came of it.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, null=True, blank=True, related_name="previews")
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="previews"
    )
    kind = models.CharField(max_length=40)
    rows = models.JSONField()
    choices = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    by = models.CharField(max_length=120, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewQuerySet.as_manager()

    class Meta:
        constraints = [_one_place("preview_has_one_place")]
        indexes = [models.Index(fields=["made_at"], name="preview_by_age")]

    def __str__(self) -> str:
        return self.ref
