"""Jobs: an action with an owner and a date."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from havenkeep.identity.models import new_ref
from havenkeep.organisations.models import Home, Provider


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> Self:
        return self.filter(done_at__isnull=True)


class Job(models.Model):
    """Something a named person will do by a day, usually to settle one item."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, null=True, blank=True, related_name="jobs")
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, null=True, blank=True, related_name="jobs"
    )
    item = models.CharField(max_length=20, blank=True)
    what = models.CharField(max_length=300)
    owner_name = models.CharField(max_length=120)
    due_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=120, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_has_one_place",
                condition=Q(home__isnull=False, provider__isnull=True)
                | Q(home__isnull=True, provider__isnull=False),
            ),
            models.CheckConstraint(
                name="job_done_by_someone",
                condition=Q(done_at__isnull=True, done_by="") | (Q(done_at__isnull=False) & ~Q(done_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
