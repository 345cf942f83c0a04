"""The data protection registers. Here: the fee registration of each home's legal owner."""

from __future__ import annotations

from django.db import models

from havenkeep.organisations.models import Home


class Registration(models.Model):
    """The registration on the public register of fee payers that covers a home."""

    home = models.OneToOneField(Home, on_delete=models.CASCADE, related_name="registration")
    number = models.CharField(max_length=8)
    holder = models.CharField(max_length=160, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
