"""A row that one worker holds for a while. A worker that is killed lets go by time alone."""

from __future__ import annotations

from django.db import models


class Leased(models.Model):
    """What `leases.claiming` needs of a table. Nobody holds a row while `held_by` is empty."""

    held_by = models.CharField(max_length=80, blank=True, default="", editable=False)
    held_until = models.DateTimeField(null=True, blank=True, editable=False)

    taken_over = False  # of a claimed row: its last holder never let go

    class Meta:
        abstract = True
