"""Official lists that were imported. Database triggers refuse to change or delete one."""

from __future__ import annotations

from django.db import models


class EditionRevision(models.Model):
    """One official sheet, as read, for one edition. The newest number of an edition is in force.

    Of its columns only `by_label` may be changed, so that a person's name can be erased.
    """

    edition = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    official = models.JSONField()
    file_name = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    by_label = models.CharField(max_length=120, blank=True)
    by_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="revision_number_once_per_edition")
        ]

    def __str__(self) -> str:
        return f"{self.edition} revision {self.number}"
