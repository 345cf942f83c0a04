"""A row that one worker holds for a while. A worker that is killed lets go by time alone."""

from __future__ import annotations

from django.db import models


class Leased(models.Model):
    """What `leases.claiming` needs of a table. Nobody holds a row while `held_until` is empty or past."""

    held_by = models.CharField(max_length=80, blank=True, default="", editable=False)
    held_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
