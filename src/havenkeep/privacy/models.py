"""The data protection registers. Here: the fee registration of each home's legal owner."""

from __future__ import annotations

from datetime import date

from django.db import models

from havenkeep.evidence.domain.finding import Finding
from havenkeep.organisations.models import Home
from havenkeep.privacy.domain.registration import Ours, registration_finding


class Registration(models.Model):
    """The registration on the public register of fee payers that covers a home."""

    home = models.OneToOneField(Home, on_delete=models.CASCADE, related_name="registration")
    number = models.CharField(max_length=8)
    holder = models.CharField(max_length=160, blank=True)
    ours = models.CharField(max_length=10, blank=True, choices=[(ours.value, ours.value) for ours in Ours])
    ends_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

    def finding(self, *, on: date) -> Finding:
        return registration_finding(
            number=self.number,
            holder=self.holder,
            ends_on=self.ends_on,
            ours=Ours(self.ours) if self.ours else None,
            on=on,
        )
